// The signature pad: strokes in the pad's own units, whatever the screen's size and turn.
// The picture is made by the bank from these strokes; nothing drawn here is sent as a picture.
"use strict";
(() => {
  const stage = document.getElementById("stage");
  const canvas = document.getElementById("pad");
  const said = document.getElementById("said");
  const key = (id) => document.getElementById(id);
  const WIDTH = canvas.width, HEIGHT = canvas.height;
  const MAX_STROKES = 128, MAX_POINTS = 8192, LIVE_EVERY_MS = 400, REOPEN_AFTER_MS = 3000;
  const ASK_EVERY_MS = 3000, ANSWER_WITHIN_MS = 15000;
  const words = stage.dataset;
  const turned = matchMedia("(orientation: portrait) and (max-width: 600px)");
  const pen = canvas.getContext("2d");
  let strokes = [], drawing = null, clearsLeft = Number(words.clears), sent = false, points = 0, isRenewed = false;
  let scale = 1, left = 0, top = 0, wide = 1, high = 1, shownAt = 0, showing = null, live = null, openedAt = 0;

  const fit = () => {
    const turn = turned.matches, box = canvas.getBoundingClientRect();
    wide = turn ? box.height : box.width;
    high = turn ? box.width : box.height;
    const dots = window.devicePixelRatio || 1;
    canvas.width = Math.max(Math.round(wide * dots), 1);
    canvas.height = Math.max(Math.round(high * dots), 1);
    scale = Math.min(wide / WIDTH, high / HEIGHT);
    left = (wide - WIDTH * scale) / 2;
    top = (high - HEIGHT * scale) / 2;
    pen.setTransform(dots * scale, 0, 0, dots * scale, dots * left, dots * top);
    paint();
  };

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    const [x, y] = turned.matches
      ? [event.clientY - box.top, box.right - event.clientX]
      : [event.clientX - box.left, event.clientY - box.top];
    const within = (value, size) => Math.min(Math.max(Math.round(value), 0), size - 1);
    return [within((x - left) / scale, WIDTH), within((y - top) / scale, HEIGHT)];
  };

  const trace = (stroke) => {
    pen.beginPath();
    pen.moveTo(...stroke[0]);
    if (stroke.length === 1) pen.lineTo(stroke[0][0] + 0.1, stroke[0][1]);
    for (let i = 1; i < stroke.length - 1; i++) {
      const [x, y] = stroke[i], [nx, ny] = stroke[i + 1];
      pen.quadraticCurveTo(x, y, (x + nx) / 2, (y + ny) / 2);
    }
    if (stroke.length > 1) pen.lineTo(...stroke[stroke.length - 1]);
    pen.stroke();
  };

  const paint = () => {
    pen.save();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.restore();
    pen.fillStyle = "#b4bcc4";
    pen.font = "28px monospace";
    pen.textAlign = "center";
    pen.fillText(words.code, WIDTH / 2, HEIGHT / 2 + 10);
    pen.strokeStyle = "#d5dade";
    pen.lineWidth = 1;
    pen.strokeRect(0.5, 0.5, WIDTH - 1, HEIGHT - 1);
    pen.strokeStyle = "#10243d";
    pen.lineWidth = 3;
    pen.lineCap = pen.lineJoin = "round";
    strokes.forEach(trace);
    if (drawing) trace(drawing);
  };

  const tell = (text) => {  // more lines of words leave less room for the pad
    if (said.textContent === text) return;
    said.textContent = text;
    fit();
  };

  const refresh = () => {
    paint();
    key("undo").disabled = key("done").disabled = strokes.length === 0;
    key("clear").disabled = strokes.length === 0 || clearsLeft === 0;
    key("clear").textContent = clearsLeft ? words.wordsClear.replace("#", clearsLeft) : words.wordsLast;
    tell(strokes.length ? words.wordsStrokes.replace("#", strokes.length) : "");
  };

  const post = async (path, type, body) => {  // null where no answer came
    try {
      return await (await fetch(words.base + path, {
        method: "POST", credentials: "same-origin", signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        headers: { "Content-Type": type, "X-Forgery-Token": words.token }, body,
      })).json();
    } catch { return null; }
  };

  const line = () => {  // to the terminal that waits; one that was closed is opened anew, not at once
    const isOver = !live || live.readyState > WebSocket.OPEN;
    if (isOver && Date.now() - openedAt > REOPEN_AFTER_MS) {
      openedAt = Date.now();
      live = new WebSocket(location.origin.replace(/^http/, "ws") + words.base + "/drawing");
      live.addEventListener("open", show);
    }
    return live;
  };

  const show = () => {  // nobody minds a drawing that is lost: the signature is sent by itself
    if (!words.live || showing || sent) return;
    showing = setTimeout(() => {
      showing = null;
      shownAt = Date.now();
      if (line().readyState === WebSocket.OPEN) {
        live.send(JSON.stringify(drawing ? [...strokes, drawing] : strokes));
      }
    }, Math.max(LIVE_EVERY_MS - (Date.now() - shownAt), 0));
  };

  const isDrawing = () => !key("drawing").hidden && !sent;

  canvas.addEventListener("pointerdown", (event) => {
    if (!isDrawing() || !event.isPrimary || strokes.length >= MAX_STROKES || points >= MAX_POINTS) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = [place(event)];
    points += 1;
    paint();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing || !event.isPrimary) return;
    event.preventDefault();
    const passed = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    for (const each of passed.length ? passed : [event]) {
      const [x, y] = place(each), [px, py] = drawing[drawing.length - 1];
      if ((x !== px || y !== py) && points < MAX_POINTS) { drawing.push([x, y]); points += 1; }
    }
    paint();
    show();
  });
  const lift = (event) => {
    if (!drawing || !event.isPrimary) return;
    strokes.push(drawing);
    drawing = null;
    refresh();
    show();
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  stage.addEventListener("touchmove", (event) => event.preventDefault(), { passive: false });

  key("undo").addEventListener("click", () => {
    points -= strokes.pop().length;
    refresh();
    show();
  });
  key("clear").addEventListener("click", () => {
    strokes = [];
    points = 0;
    clearsLeft -= 1;
    refresh();
    show();
  });
  if (key("sample")) key("sample").addEventListener("click", () => {
    strokes = JSON.parse(words.sample);
    points = strokes.reduce((sum, stroke) => sum + stroke.length, 0);
    refresh();
    show();
  });

  const confirming = (on) => {
    key("drawing").hidden = on;
    key("confirming").hidden = !on;
    if (on) tell(words.wordsKeep); else refresh();
    key(on ? "confirm" : "done").focus();
    fit();
  };
  key("done").addEventListener("click", () => confirming(true));
  key("again").addEventListener("click", () => confirming(false));
  key("confirm").addEventListener("click", async () => {
    key("confirm").disabled = key("again").disabled = sent = true;
    tell(words.wordsSending);
    const answer = await post("/strokes", "application/json", JSON.stringify(strokes));
    if (answer && answer.next) { location.replace(answer.next); return; }
    key("confirm").disabled = key("again").disabled = sent = false;
    if (answer && answer.token && key("log-in")) { logIn(answer); return; }
    if (answer && answer.token && !isRenewed) {  // somebody logged in or out in another tab: a link minds not
      isRenewed = true;
      words.token = answer.token;
      key("confirm").click();
      return;
    }
    if (answer) confirming(false);
    tell(answer ? answer.words : words.wordsLost);
  });

  const logIn = (answer) => {  // on this page: a drawing lives nowhere else
    words.token = answer.token;
    tell(words.wordsKeep);
    key("log-in-said").textContent = answer.words;
    key("log-in").showModal();
    key("password").focus();
  };
  if (key("log-in")) {
    key("log-in").addEventListener("close", () => { if (!sent) key("confirm").focus(); });
    key("later").addEventListener("click", () => key("log-in").close());
    key("log-in").querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault();
      const form = new URLSearchParams(new FormData(event.target));
      form.set("forgery_token", words.token);
      key("password").value = "";
      const answer = await post("/again", "application/x-www-form-urlencoded", form);
      if (!answer || !answer.token || answer.words) {
        key("log-in-said").textContent = answer ? answer.words : words.wordsSilent;
        if (answer && answer.token) words.token = answer.token;
        return;
      }
      words.token = answer.token;
      key("log-in").close();
      key("confirm").click();
    });
  }

  const stillOpen = async () => {  // a link that is over says so at once, not when all is drawn
    if (document.hidden || sent) return;
    let answer;
    try { answer = await fetch(`${words.base}/open`, { credentials: "same-origin" }); } catch { return; }
    if (sent || ![404, 410].includes(answer.status)) return;
    sent = true;
    location.replace(words.base);
  };
  if (words.live) setInterval(stillOpen, ASK_EVERY_MS);

  addEventListener("beforeunload", (event) => {
    if (strokes.length && !sent) event.preventDefault();
  });
  addEventListener("resize", fit);
  turned.addEventListener("change", fit);
  fit();
  refresh();
})();
