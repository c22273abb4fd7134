// Steps through the pictures of a run. Each picture is a list of layers, each layer a list of lines of SVG; most
// are shared by many pictures.
(() => {
  const run = JSON.parse(document.getElementById("run").textContent);
  const layers = run.frames[0].layers.map((_, i) => document.getElementById("layer-" + i));
  const shown = layers.map(() => -1);
  const scrubber = document.getElementById("scrubber");
  const words = document.getElementById("words");
  const description = document.querySelector("svg desc");
  const buttons = Object.fromEntries(["first", "back", "forward", "last"].map((id) => [id, document.getElementById(id)]));
  const end = run.frames.length - 1;
  let at = 0;
  function show(next) {
    at = Math.max(0, Math.min(end, next));
    const frame = run.frames[at];
    frame.layers.forEach((part, i) => {
      if (shown[i] !== part) layers[i].innerHTML = run.layers[part].map((line) => run.lines[line]).join("\n");
      shown[i] = part;
    });
    scrubber.value = at;
    scrubber.setAttribute("aria-valuetext", frame.label);
    words.textContent = frame.label;
    description.textContent = frame.description;
    buttons.first.disabled = buttons.back.disabled = at === 0;
    buttons.last.disabled = buttons.forward.disabled = at === end;
  }
  const moves = {
    ArrowRight: () => at + 1, ArrowDown: () => at + 1, PageDown: () => at + 1,
    ArrowLeft: () => at - 1, ArrowUp: () => at - 1, PageUp: () => at - 1,
    Home: () => 0, End: () => end,
  };
  document.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    show(move());
  });
  scrubber.max = end;
  scrubber.addEventListener("input", () => show(Number(scrubber.value)));
  buttons.first.addEventListener("click", () => show(0));
  buttons.back.addEventListener("click", () => show(at - 1));
  buttons.forward.addEventListener("click", () => show(at + 1));
  buttons.last.addEventListener("click", () => show(end));
  document.getElementById("controls").hidden = false;
  show(0);
})();
