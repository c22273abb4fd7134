// Steps through the pictures of a run, and of a lesson's steps. Each picture is a list of layers for each shape of
// screen, each layer a list of runs of lines of SVG; most are shared by many pictures.
(() => {
  const run = JSON.parse(document.getElementById("run").textContent);
  const find = (id) => document.getElementById(id);
  const shapes = ["wide", "narrow"].filter((name) => document.querySelector("." + name)).map((name) =>
    ({ svg: document.querySelector("." + name + " > svg"),
       groups: [...document.querySelectorAll("." + name + " > svg > g")], shown: [] }));
  // Pictures differ in height: the view box alone says which shape each has.
  shapes.forEach(({ svg }) => ["width", "height"].forEach((side) => svg.removeAttribute(side)));
  const scrubber = find("scrubber");
  const words = find("words");
  const descriptions = document.querySelectorAll("#picture svg desc");
  const articles = [...document.querySelectorAll("#lesson article")];
  const end = run.rounds - 1;
  let at = end;         // the round that is shown, or the last one before the moment of a step
  let between = false;  // whether a moment of a step is shown
  let step = -1;        // the part of the lesson that is shown

  function layerText(number) {
    const runs = run.layers[number];
    let text = "";
    for (let i = 0; i < runs.length; i += 2) text += run.lines.slice(runs[i], runs[i] + runs[i + 1]).join("\n");
    return text;
  }
  function draw(picture) {
    shapes.forEach((shape, which) => {
      shape.svg.setAttribute("viewBox", `0 0 ${shape.svg.viewBox.baseVal.width} ${picture.heights[which]}`);
      shape.groups.forEach((group, i) => {
        const layer = picture.layers[which][i] ?? -1;
        if (shape.shown[i] !== layer) group.innerHTML = layer < 0 ? "" : layerText(layer);
        shape.shown[i] = layer;
      });
    });
    descriptions.forEach((description) => { description.textContent = picture.description; });
    scrubber.value = at;
    scrubber.setAttribute("aria-valuetext", picture.label);
    words.textContent = picture.label;
    find("first").disabled = find("back").disabled = at === 0 && !between;
    find("last").disabled = find("forward").disabled = at === end;
  }

  // The address follows, without a history and not for each of many quick moves.
  let waiting = 0;
  function remember(address) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      try { history.replaceState(null, "", "#" + address); } catch { /* a page within another may not */ }
    }, 150);
  }
  function showRound(next, quietly) {
    at = Math.max(0, Math.min(end, next));
    between = false;
    draw(run.pictures[at]);
    if (!quietly) remember(at === 0 ? "start" : "round=" + run.pictures[at].round);
  }

  const details = (index) => articles[index]?.querySelector("details");
  function showMoment(index) {
    const moments = run.steps[index];
    const moment = moments?.[details(index)?.open ? 1 : 0];
    if (!moment) return showRound(end, true);
    at = moment.after;
    between = true;
    draw(run.pictures[moment.picture]);
  }
  function showStep(next, quietly) {
    if (articles.length === 0) return;
    step = Math.max(0, Math.min(articles.length - 1, next));
    articles.forEach((article, i) => { article.hidden = i !== step; });
    find("earlier").disabled = step === 0;
    find("later").disabled = step === articles.length - 1;
    showMoment(step);
    if (!quietly) remember("step=" + (step + 1));
  }
  // As a presenter's remote goes on: the answer is a stop of its own.
  function later() {
    const answer = details(step);
    if (answer && !answer.open) answer.open = true;
    else if (step < articles.length - 1) showStep(step + 1);
  }
  function earlier() {
    const answer = details(step);
    if (answer?.open) answer.open = false;
    else if (step > 0) showStep(step - 1);
  }
  articles.forEach((article, i) => article.querySelector("details")?.addEventListener("toggle", () => {
    if (i === step) showMoment(i);
  }));

  const forward = () => showRound(at + 1);
  const back = () => showRound(between ? at : at - 1);
  const told = articles.length > 0;
  const moves = {
    ArrowRight: forward, ArrowDown: forward, PageDown: told ? later : forward,
    ArrowLeft: back, ArrowUp: back, PageUp: told ? earlier : back,
    Home: () => showRound(0), End: () => showRound(end),
  };
  document.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move();
  });
  let touched = null;
  const picture = find("picture");
  picture.addEventListener("touchstart", (event) => {
    touched = event.touches.length === 1 && picture.scrollWidth <= picture.clientWidth ? event.touches[0] : null;
  }, { passive: true });
  picture.addEventListener("touchend", (event) => {
    if (!touched) return;
    const across = event.changedTouches[0].clientX - touched.clientX;
    const down = event.changedTouches[0].clientY - touched.clientY;
    touched = null;
    if (Math.abs(across) > 40 && Math.abs(across) > 2 * Math.abs(down)) (across < 0 ? forward : back)();
  }, { passive: true });

  scrubber.max = end;
  scrubber.addEventListener("input", () => showRound(Number(scrubber.value)));
  for (const [id, move] of Object.entries({ first: moves.Home, back, forward, last: moves.End }))
    find(id).addEventListener("click", move);
  if (told) {
    find("earlier").addEventListener("click", () => showStep(step - 1));
    find("later").addEventListener("click", () => showStep(step + 1));
    find("steps").hidden = false;
  }
  find("controls").hidden = false;

  // Where the address says, or at the first step, or the end, where most can be seen.
  function open() {
    const [key, value] = location.hash.slice(1).split("=");
    const number = value === undefined || value.trim() === "" ? NaN : Number(value);
    if (told && step < 0) showStep(key === "step" && number >= 1 ? number - 1 : 0, true);
    else if (told && key === "step" && number >= 1) showStep(number - 1, true);
    else if (!told) showRound(end, true);
    if (key === "start") showRound(0, true);
    if (key === "round" && number >= 0) {
      const found = run.pictures.findIndex((picture, i) => i <= end && picture.round >= number);
      showRound(found < 0 ? end : found, true);
    }
  }
  window.addEventListener("hashchange", open);
  open();
})();
