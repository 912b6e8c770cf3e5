export const style = `
:root { color-scheme: light dark; --paper: #fbfbf9; --panel: #fff; --ink: #1d2430; --muted: #5d6675; --line: #dfe2e7;
  --bar: #3b6fb6; --before: #9aa4b2; --alarm: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171c; --panel: #1c2027; --ink: #e6e9ee; --muted: #9aa4b2; --line: #323843;
  --bar: #6fa0e0; --before: #768091; --alarm: #ff8a80; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1040px; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 .75rem; }
p { color: var(--muted); margin: .25rem 0; }
p.alarm { color: var(--alarm); font-weight: 600; }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 1rem; }
figure { margin: 0; padding: .9rem 1rem; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
figcaption { font-weight: 600; margin-bottom: .4rem; }
p.key { margin: .5rem 0; }
.key span { display: inline-block; width: 10px; height: 10px; border-radius: 50%; margin: 0 .3rem 0 1rem; }
.key span:first-child { margin-left: 0; }
.key .before { background: var(--before); } .key .now { background: var(--bar); } .key .fallen { background: var(--alarm); }
svg { display: block; width: 100%; height: auto; }
text { font-size: 12.5px; fill: var(--muted); } text.number { fill: var(--ink); font-variant-numeric: tabular-nums; }
text.alarm { fill: var(--alarm); font-weight: 600; }
.bar { fill: var(--bar); fill-opacity: .6; } .whisker { stroke: var(--ink); stroke-width: 1.3; opacity: .75; } .grid, .axis { stroke: var(--line); }
.mark { stroke: var(--muted); stroke-dasharray: 4 3; } .curve { fill: none; stroke: var(--bar); stroke-width: 2; }
circle.before { fill: var(--before); } circle.now { fill: var(--bar); } circle.fallen { fill: var(--alarm); }
.scroll { overflow-x: auto; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem; border-bottom: 1px solid var(--line); }
tr:last-child td { border-bottom: 0; }
th { color: var(--muted); font-weight: 600; }
td.reasons { overflow-wrap: anywhere; min-width: 12rem; }
@media (max-width: 30rem) { body { padding: 1.25rem .75rem 3rem; font-size: 14px; } th, td { padding: .35rem .5rem; }
  .failures th { display: none; } .failures td { display: block; border: 0; padding-block: .1rem; } .failures tr { border-bottom: 1px solid var(--line); } .failures td:first-child { font-weight: 600; } }
.amount { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
`;
