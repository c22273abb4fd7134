// Opens Chrome traces in a reader that is not ours, speedscope in Chromium, and compares what it read with what the file
// says: node read_trace.js FOLDER TRACE…, where FOLDER holds the npm package. The reader knows threads and their slices.
// Arrows and counters it passes over, so each end of an arrow must lie in one slice that it has open there, the right
// one, and each counter must be the number of calls open then.
"use strict";
const { spawn } = require("child_process");
const fs = require("fs");
const path = require("path");

const folder = path.resolve(process.argv[2]);
const traces = process.argv.slice(3);
const deadline = setTimeout(() => stop("the browser does not answer"), 300_000);

// --- Chromium, by its pipe for debuggers

const browser = spawn(
  "chromium",
  ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
   "--remote-debugging-pipe", `--user-data-dir=${folder}/profile`, "about:blank"],
  { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const answers = new Map();
let asked = 0, heard = "";
browser.on("error", () => stop("chromium is not installed; `./dev test` installs it"));
browser.stdio[4].on("data", (data) => {
  heard += data;
  for (let end; (end = heard.indexOf("\0")) >= 0; heard = heard.slice(end + 1)) {
    const message = JSON.parse(heard.slice(0, end));
    answers.get(message.id)?.(message);
    answers.delete(message.id);
  }
});

function stop(wrong) {
  console.error(wrong);
  browser.kill();
  process.exit(1);
}

function ask(method, params, sessionId) {
  return new Promise((done, fail) => {
    answers.set(++asked, (message) => message.error ? fail(new Error(message.error.message)) : done(message.result));
    browser.stdio[3].write(JSON.stringify({ id: asked, method, params, sessionId }) + "\0");
  });
}

const reader = `${folder}/node_modules/speedscope/dist/release/index.html`;

// What speedscope made of a trace, in its own format: as it exports it.
async function readBack(text) {
  const loader = `${folder}/load.js`;
  fs.writeFileSync(loader, `speedscope.loadFileFromBase64("trace.json", "${Buffer.from(text).toString("base64")}")`);
  const { targetId } = await ask("Target.createTarget", { url: `file://${reader}#localProfilePath=${loader}` });
  const { sessionId } = await ask("Target.attachToTarget", { targetId, flatten: true });
  // The empty page that comes first takes nothing along.
  for (let tries = 0; tries < 100; ++tries) {
    const shown = await ask("Runtime.evaluate", { returnByValue: true, expression: "document.title" }, sessionId).catch(() => null);
    if (shown?.result.value?.startsWith("trace.json")) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  const { result, exceptionDetails } = await ask("Runtime.evaluate", { awaitPromise: true, returnByValue: true, expression: `
    (async () => {
      const wait = () => new Promise((done) => setTimeout(done, 100));
      const saved = [];
      URL.createObjectURL = (blob) => (saved.push(blob), "blob:none");
      while (saved.length === 0) {
        dispatchEvent(new KeyboardEvent("keydown", { key: "s", ctrlKey: true, bubbles: true }));
        await wait();
      }
      return saved[0].text();
    })()` }, sessionId);
  if (exceptionDetails) stop(exceptionDetails.text);
  await ask("Target.closeTarget", { targetId });
  return JSON.parse(result.value);
}

// --- Comparing

// By thread: the slices that the reader has, each with what the file says of it.
function slicesOf(read, wrong) {
  const threads = new Map();
  for (const profile of read.profiles) {
    const tid = Number(/\(tid (\d+)\)$/.exec(profile.name)?.[1]);
    const slices = [];
    const open = [];
    for (const event of profile.events) {
      if (event.type === "O") {
        open.push({ name: read.shared.frames[event.frame].name, from: event.at });
        if (open.length > 1) wrong(`thread ${tid}: the reader nests ${open.at(-1).name} in ${open[0].name}`);
      } else {
        slices.push({ ...open.pop(), to: event.at });
      }
    }
    threads.set(tid, slices);
  }
  return threads;
}

const close = (a, b) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a));

function compare(trace, read) {
  const mistakes = [];
  const wrong = (text) => mistakes.push(text);
  const threads = slicesOf(read, wrong);
  const events = trace.traceEvents;
  const counts = { slices: 0, arrows: 0, counters: 0 };

  // Slices, in order.
  const written = new Map();
  for (const event of events)
    if (event.ph === "X") (written.get(event.tid) ?? written.set(event.tid, []).get(event.tid)).push(event);
  for (const [tid, slices] of written) {
    const theirs = threads.get(tid) ?? [];
    if (theirs.length !== slices.length) wrong(`thread ${tid}: ${slices.length} slices, the reader has ${theirs.length}`);
    slices.forEach((slice, i) => {
      const their = theirs[i];
      if (!their) return;
      const name = slice.name + (slice.args ? ` ${JSON.stringify(slice.args)}` : "");
      if (their.name !== name) wrong(`thread ${tid}, slice ${i}: ${name}, the reader has ${their.name}`);
      if (!close(their.to - their.from, slice.dur) || !close(their.from - theirs[0].from, slice.ts - slices[0].ts))
        wrong(`thread ${tid}, slice ${i}: at ${slice.ts} for ${slice.dur}, the reader has ${their.from} to ${their.to}`);
      their.args = slice.args;
      their.at = slice.ts;
      ++counts.slices;
    });
  }

  // Arrows: each end in the slice of the call that it belongs to.
  const calls = new Map();
  for (const event of events) if (event.ph === "b" && event.args?.caller) calls.set(event.id, event.args);
  for (const event of events) {
    if (event.ph !== "s" && event.ph !== "f") continue;
    const call = calls.get(event.id);
    const around = (threads.get(event.tid) ?? []).filter((s) => s.at <= event.ts && event.ts < s.at + (s.to - s.from));
    if (around.length !== 1) { wrong(`${event.cat} ${event.ph} of call ${call?.call} lies in ${around.length} slices`); continue; }
    const args = around[0].args;
    const ofCaller = args.context === call.context;
    const fits = event.cat === "request" ? (event.ph === "s" ? ofCaller : args.call === call.call)
                                         : event.ph === "f" ? ofCaller && args.call === call.call : !ofCaller || args.call === call.call;
    if (!fits) wrong(`${event.cat} ${event.ph} of call ${call.call} lies in ${around[0].name}`);
    ++counts.arrows;
  }

  // Counters: calls that were performed and are not over.
  const open = new Map();
  const pairs = new Map();
  for (const event of events) {
    const pair = calls.get(event.id);
    if (pair && event.cat !== "request" && event.cat !== "response" && event.name === `${pair.callee}.${pair.method}`) {
      const name = `in flight: ${pair.caller} to ${pair.callee}`;
      const process = `${event.pid} ${name}`;
      if (pair.outcome === "not performed") continue;
      open.set(process, (open.get(process) ?? 0) + (event.ph === "b" ? 1 : event.ph === "e" ? -1 : 0));
    }
    if (event.ph !== "C") continue;
    const process = `${event.pid} ${event.name}`;
    if (event.ts <= (pairs.get(process) ?? -1)) wrong(`${event.name} is told twice at ${event.ts}`);
    pairs.set(process, event.ts);
    if (event.args.calls !== open.get(process)) wrong(`${event.name} is ${event.args.calls} at ${event.ts}, ${open.get(process)} are open`);
    ++counts.counters;
  }
  return { mistakes, counts };
}

(async () => {
  if (!fs.existsSync(reader)) stop(`${reader} is missing`);
  let failed = false;
  for (const file of traces) {
    const text = fs.readFileSync(file, "utf8");
    const { mistakes, counts } = compare(JSON.parse(text), await readBack(text));
    failed ||= mistakes.length > 0 || counts.slices === 0;
    console.log(`${path.basename(file)}: ${counts.slices} slices, ${counts.arrows} ends of arrows, ${counts.counters} counters` +
                (mistakes.length > 0 ? `, ${mistakes.length} WRONG` : ", as the reader has them"));
    for (const mistake of mistakes.slice(0, 10)) console.log(`  ${mistake}`);
  }
  clearTimeout(deadline);
  browser.kill();
  process.exit(failed ? 1 : 0);
})().catch((error) => stop(error.message));
