// Read by browsers too old for the app itself: says so instead of showing an empty page.
(() => {
  var able = Array.prototype.at && window.CSS && CSS.supports && CSS.supports("selector(:has(a))");
  if (able) return;
  document.getElementById("root").innerHTML =
    '<p style="max-width:560px;margin:80px auto;padding:0 24px;font:16px/28px sans-serif">' +
    "这个浏览器版本过低，无法使用职工之家。请升级到 Chrome 109 或更新的版本；360 浏览器请切换到极速模式并升级。" +
    "<br>This browser is too old. Please use Chrome 109 or newer.</p>";
})();
