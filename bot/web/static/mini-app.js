// The Mini App's first page: hand what Telegram says of the person to the server, then forget it.
(() => {
  "use strict";

  const NOBODY = "没有收到 Telegram 的身份信息。请从机器人的按钮打开这个页面；电脑网页版打不开的，用手机。";

  addEventListener("DOMContentLoaded", () => {
    const told = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData") || "";
    history.replaceState(null, "", location.pathname + location.search);
    if (!told) {
      document.getElementById("entering").textContent = NOBODY;
      return;
    }
    const form = document.getElementById("enter");
    form.elements.init_data.value = told;
    htmx.trigger(form, "enter");
    document.addEventListener("htmx:afterRequest", (event) => {
      const cut = event.detail.xhr.status === 0 || event.detail.xhr.status >= 500;
      document.getElementById("entering").textContent = cut ? "网络断了，正在再试……" : "";
      if (cut) setTimeout(() => htmx.trigger(form, "enter"), 1500);
    });
  });
})();
