/// The page's script: finds schools by name, orders the tables of schools by name or size, and remembers nothing. Without it
/// everything is shown.
enum PageScript {
  /// The digest that the page's security policy admits. A browser says the right one where it does not fit.
  static let digest = "sha256-UNVX5CWPhbTYesBZ49ZgfhR7JcjU+7JkBraTT6SubMA="

  static let text = """
    (function(){"use strict";
    var d=document,tools=d.getElementById("tools"),find=d.getElementById("find"),order=d.getElementById("order");
    tools.hidden=false;
    function plain(t){return t.normalize("NFD").replace(/[\\u0300-\\u036f]/g,"").toLowerCase()}
    find.addEventListener("input",function(){var w=plain(find.value.trim()),shown=0;
    d.querySelectorAll("[data-school]").forEach(function(e){var hit=plain(e.getAttribute("data-school")).indexOf(w)>=0;
    e.hidden=!hit;if(hit&&e.tagName==="SECTION")shown++});
    d.getElementById("found").textContent=w?String(shown):""});
    order.addEventListener("change",function(){d.querySelectorAll("tbody.schools").forEach(function(b){
    Array.from(b.rows).sort(function(x,y){var a=Number(x.dataset.position),c=Number(y.dataset.position);
    if(order.value==="size"){return Number(y.dataset.size)-Number(x.dataset.size)||a-c}return a-c
    }).forEach(function(r){b.appendChild(r)})})});
    d.querySelectorAll("input[name=language]").forEach(function(e){e.addEventListener("change",function(){
    d.documentElement.lang=e.value})});
    })();
    """
}
