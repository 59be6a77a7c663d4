/// The page's style: light, dark and print, from a phone to a projector.
enum Stylesheet {
  static let text = """
    :root{color-scheme:light dark;\(Palette.light.properties)}
    @media (prefers-color-scheme:dark){:root{\(Palette.dark.properties)}}
    *{box-sizing:border-box}
    html{font-size:clamp(16px,.55vw + 12.5px,22px);-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0 auto;padding:0 clamp(.75rem,3vw,2.5rem) 3rem;max-width:84rem;background:var(--page);color:var(--ink);
    font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;line-height:1.45}
    h1{font-size:2rem;line-height:1.15;margin:1.5rem 0 .5rem}
    h2{font-size:1.6rem;line-height:1.2;margin:0 0 .25rem}
    h3{font-size:1.05rem;margin:0 0 .25rem}
    p{margin:.25rem 0 .75rem;max-width:65ch}
    a{color:var(--accent)}
    a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
    code{font-size:.85em;overflow-wrap:anywhere}
    .banner{background:var(--banner);color:var(--banner-ink);font-weight:700;padding:.6rem .9rem;margin:0 0 1rem;
    border-radius:0 0 .4rem .4rem;max-width:none}
    @media screen{body>.banner{position:sticky;top:0;z-index:1}html:has(body>.banner){scroll-padding-top:5rem}}
    .skip{position:absolute;left:-999rem}.skip:focus{position:static}
    .shapes{position:absolute}
    .lead{font-size:1.1rem;color:var(--soft)}
    nav{background:var(--surface);border-radius:.6rem;padding:.75rem 1rem;margin:1rem 0}
    nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:0 1.25rem;padding:0;margin:0 0 .5rem}
    nav a{display:inline-block;padding:.25rem 0;min-height:1.75rem}
    .nav-title{font-weight:700;margin:0}
    main>section{padding-top:2rem;margin-top:2rem;border-top:3px solid var(--ink)}
    main>.school{border-top:1px solid var(--line)}
    .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:1rem;margin:1rem 0}
    .fact{background:var(--surface);border-left:.4rem solid var(--accent);border-radius:.4rem;padding:.9rem 1.1rem}
    .fact p{margin-bottom:0}.fact .big small{display:inline-block;margin:0}
    .fact .big{font-size:2.6rem;font-weight:700;line-height:1.1;margin:.1rem 0 .4rem}
    .fact .words{font-size:1.9rem}
    .big small{font-size:.4em;font-weight:600;color:var(--soft);margin:0 .9em 0 .25em}
    .kind,.evaluated,.unit{color:var(--soft);font-size:.9rem}
    .say{font-size:1.1rem}
    .pair{display:grid;grid-template-columns:1fr;gap:1rem 2.5rem}.alone{max-width:60rem}.fact .unit{margin-top:.5rem}
    .panel{margin:1rem 0;min-width:0}.pair>*{min-width:0}
    .pair>.panel{background:var(--surface);border-radius:.6rem;padding:1rem 1.1rem;margin:0}
    @media (min-width:60rem){.pair{grid-template-columns:1fr 1fr}}
    .waffles{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem;max-width:34rem}
    figure{margin:0}figcaption{font-weight:700}
    .waffle{display:block;width:100%;height:auto}
    .icon{width:1.15em;height:1.15em;vertical-align:-.2em;flex:none;overflow:visible}
    .mark{display:flex;gap:.5em;align-items:center}
    table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;font-size:.92rem}
    caption{text-align:left;font-weight:700;padding:.2rem 0}
    .loss caption{font-weight:400;color:var(--soft);font-size:.9rem}
    th{text-align:left;font-weight:400}
    thead th{color:var(--soft);font-size:.85rem;vertical-align:bottom}
    th,td{padding:.18rem .4rem .18rem 0;vertical-align:middle}
    tbody tr{border-top:1px solid var(--line)}
    .num,.numbers td{text-align:right;white-space:nowrap;padding-left:.5rem}
    thead .num{white-space:normal}
    .total th,.total td{font-weight:700}
    .chart{width:38%;padding:.18rem .8rem;min-width:5.5rem}.pace .chart{width:75%}.loss .chart{width:32%}
    @media screen and (max-width:30rem){.pair>.panel{padding:.8rem .6rem}.loss .area{white-space:normal}.loss .num{padding-left:.25rem}
    .loss .chart{min-width:2.5rem;width:20%;padding:.18rem .4rem}.loss .axis span:nth-child(2){display:none}}
    .strip{display:block;overflow:visible}
    .axis{display:flex;justify-content:space-between;margin:0 -.6em}
    .axis span{width:2em;text-align:center}
    .sub{display:block;color:var(--soft);font-size:.82rem}
    .family th{font-weight:700;padding-top:.6rem}.note{font-weight:400;color:var(--soft);font-size:.9em}
    .pace tbody tr+tr{border-top:0}
    .groups .partition:first-of-type th,.groups .partition:first-of-type td{font-weight:700}
    .quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .legend .quiet{position:absolute}
    .next{margin-top:1.25rem}.area{white-space:nowrap}.key{margin-right:.6em}
    .top{font-size:.9rem}
    .none{color:var(--soft);font-style:italic}
    .grid{stroke:var(--line);stroke-width:1}
    .bar{fill:var(--accent);stroke:var(--accent);stroke-width:1}.bar.hatched{fill:url(#hatch)}.bar.open{fill:none}
    .hatch-page{fill:var(--page)}.hatch-line{fill:var(--accent)}
    .gap{stroke:var(--soft);stroke-width:2}
    .dot{fill:var(--accent);stroke:var(--accent);stroke-width:1.5}.dot.small{fill:var(--page)}
    .groups td{text-align:right;padding-left:.5rem}.groups td:nth-child(3){width:38%;min-width:5.5rem;padding:.18rem .8rem}
    .plain td{text-align:right}.groups td:nth-child(4){min-width:4.2rem}.groups td.none{text-align:right;width:auto}
    @media screen and (max-width:30rem){.groups .chart,.groups td:nth-child(3){min-width:3.5rem;padding:.18rem .4rem}
    .groups{font-size:.86rem}.groups td,.groups .num{padding-left:.25rem}.groups td:nth-child(4){min-width:3rem}}
    .s,.spark{display:block;overflow:visible;width:100%;height:20px}.spark{height:48px;min-width:7rem}
    .s rect{y:9px;height:2px;fill:var(--accent)}.s .r{y:2px;width:3px;height:16px;fill:var(--ink);transform:translateX(-1.5px)}
    .s circle{cy:10px;r:4.5px;fill:var(--accent)}.spark circle{r:3.5px;fill:var(--accent)}.spark line{stroke:var(--accent);stroke-width:2}
    .s{background:linear-gradient(90deg,var(--line) 1px,transparent 1px) 0 0/25% 100%;border-right:1px solid var(--line)}
    .spark{background:linear-gradient(var(--line) 1px,transparent 1px) 0 4px/100% 20px repeat-y}
    @media screen{.school{content-visibility:auto;contain-intrinsic-size:auto 60rem}}
    .whisker{stroke:var(--accent);stroke-width:2}.fact .plain{font-size:1.5rem}.fact .plain small{font-size:.7em}
    .funnel svg{display:block;width:100%;max-width:30rem;height:auto}.funnel text{font-size:11px;fill:var(--soft)}
    .funnel figcaption{font-weight:400;color:var(--soft);font-size:.9rem;max-width:60ch}
    .groups .strip{background:linear-gradient(90deg,var(--line) 1px,transparent 1px) 0 0/25% 100%;border-right:1px solid var(--line)}
    .years td.said{min-width:9rem}.years td.chart{width:auto}
    @media screen and (max-width:30rem){.years td.said{min-width:6rem}.years .chart{padding-left:.2rem;padding-right:.2rem}}
    .limit{fill:none;stroke:var(--soft);stroke-width:1.2}.limit.far{stroke-dasharray:4 3}.target{stroke:var(--ink);stroke-width:1.2}
    .tools,.language{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;align-items:center;border:0;padding:0;margin:.5rem 0}
    .tools[hidden],[data-school][hidden]{display:none}
    .tools label,.language label{display:inline-flex;gap:.4rem;align-items:center;min-height:1.75rem}
    input,select{font:inherit;color:var(--ink);background:var(--page);border:1px solid var(--soft);border-radius:.3rem;padding:.2rem .4rem}
    input[type=radio]{width:1.1rem;height:1.1rem}
    input:focus-visible,select:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
    body [lang=es]{display:none}body:has(#es:checked) [lang=es]{display:revert}body:has(#es:checked) [lang=en]{display:none}
    .ref{fill:var(--page);stroke:var(--ink);stroke-width:1.5}
    .met{fill:var(--met)}.tick{fill:none;stroke:var(--page);stroke-width:1.3}
    .running{fill:var(--running)}
    .short{fill:var(--short);stroke:var(--ink);stroke-width:.8}.notch{fill:var(--page);stroke:var(--ink);stroke-width:.8}
    .further{fill:none;stroke:var(--soft);stroke-width:1.1}
    .unknown{fill:var(--unknown);stroke:var(--ink);stroke-width:.8}.ask{fill:none;stroke:#15191E;stroke-width:.9}
    details{margin:1rem 0}summary{cursor:pointer;padding:.4rem 0;color:var(--accent);font-weight:600}
    .numbers{display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:1.5rem 2.5rem}
    .numbers td:empty::before{content:"\\2013";color:var(--soft)}
    .scroll{overflow-x:auto}.definitions{min-width:52rem}.definitions code{white-space:nowrap}
    .definitions td,.definitions th{vertical-align:top;padding:.4rem .8rem .4rem 0}
    .notes li,.sentences li{max-width:70ch;margin:.25rem 0}
    .sentences{padding-left:1.1rem;font-size:.95rem}
    footer{margin-top:3rem;font-size:.9rem}
    footer h2{font-size:1.1rem}footer .banner{border-radius:.4rem}
    @media print{:root{color-scheme:light;\(Palette.light.properties)}
    @page{margin:14mm 12mm 18mm;@bottom-left{content:"\(InternalRelease.marking)";font:700 7.5pt sans-serif;width:85%}
    @bottom-right{content:counter(page);font:7.5pt sans-serif}}
    html{font-size:10px}p,.notes li,.sentences li{max-width:none}th,td{padding-top:.08rem;padding-bottom:.08rem}.sub{display:inline;margin-left:.4em}body{padding:0;max-width:none}
    *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
    .skip,nav,details,.top,.tools,.language{display:none}
    .s{height:12px}.s rect{y:5px}.s .r{y:1px;height:10px}.s circle{cy:6px;r:3px}.years{font-size:.82rem;line-height:1.2}
    table{line-height:1.3}.panel{margin:.5rem 0}.family th{padding-top:.3rem}.unit{margin-bottom:.4rem}
    .pair.topics{display:block;columns:2;column-gap:2.5rem}.topics>div{break-inside:avoid;margin-bottom:.5rem}
    .pair{grid-template-columns:1fr 1fr}
    main>.district,main>.school{break-before:page;border-top:0;margin-top:0;padding-top:0}
    main>.district:first-child{break-before:auto}
    tr,figure,.fact,.groups,.pair>.panel{break-inside:avoid}h2,h3,.family{break-after:avoid}}
    """
}
