/* The values of a figure for those who point at it, tap it or walk through it with the arrow keys. What stands where is
   in a small file beside each drawing (build_scripts/pages/marks.py), fetched when the figure is first used. Without
   that file, or from a folder on disk, nothing happens; the table behind the figure has it all. Nothing here moves. */
(() => {
  const figures = document.querySelectorAll("figure.fig[data-keys]");
  if (!figures.length || location.protocol === "file:") return; // browsers let no script read files on disk

  const GAP = 10, EDGE = 6; // px from the mark to the bubble, from the bubble to the edge of the window
  const part = (name, kind = "div") => Object.assign(document.createElement(kind), { className: name, hidden: true });
  const ring = part("fig__ring"), bubble = part("fig__bubble"), live = part("fig__said");
  live.setAttribute("aria-live", "polite");
  live.hidden = false;
  (figures[0].closest("main") || document.body).append(live);

  const files = {}; // address -> promise of what it holds
  let shown = null; // the figure that the bubble is in
  let turn = 0; // counts what was asked for: an answer that comes late is dropped

  const hide = () => {
    turn++;
    shown = null;
    ring.hidden = bubble.hidden = true;
  };

  /* How far a point is from the straight line between two others. */
  const away = (x, y, ax, ay, bx, by) => {
    const long = (bx - ax) ** 2 + (by - ay) ** 2;
    const at = long && Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long));
    return Math.hypot(x - ax - at * (bx - ax), y - ay - at * (by - ay));
  };

  /* The mark whose reach is nearest to a point; of several in one reach the one that is nearest itself. */
  const nearest = ({ width, marks }, x, y) => {
    let found = -1, best = [width / 5, 0];
    marks.forEach(([mx, my, , ...reach], index) => {
      const near = Math.hypot(x - mx, y - my);
      let far = reach.length ? Infinity : near;
      for (let i = 0; i + 3 < reach.length; i += 2) far = Math.min(far, away(x, y, ...reach.slice(i, i + 4)));
      if (far < best[0] || (far === best[0] && near < best[1])) [found, best] = [index, [far, near]];
    });
    return found;
  };

  /* Where an arrow key leads from a mark: left and right along its series and on to the next one, up and down to the
     other series, Home and End to the ends of the series and then of all. */
  const step = ({ marks, series }, from, key) => {
    const all = marks.length - 1;
    if (from < 0) return key === "End" ? all : 0;
    const ends = [];
    let start = 0;
    for (const count of series || marks.map(() => 1)) ends.push([start, (start += count) - 1]);
    const own = ends.find(([first, last]) => first <= from && from <= last);
    if (key === "ArrowRight") return Math.min(from + 1, all);
    if (key === "ArrowLeft") return Math.max(from - 1, 0);
    if (key === "Home") return from === own[0] ? 0 : own[0];
    if (key === "End") return from === own[1] ? all : own[1];
    const [x, y] = marks[from], way = key === "ArrowUp" ? -1 : 1;
    let found = from, best = Infinity;
    for (const [first, last] of ends) {
      if (first === own[0]) continue;
      let beside = first;
      for (let i = first; i <= last; i++)
        if (Math.abs(marks[i][0] - x) < Math.abs(marks[beside][0] - x)) beside = i;
      const far = (marks[beside][1] - y) * way;
      if (far > 0 && far < best) [found, best] = [beside, far];
    }
    return found;
  };

  /* Put the bubble beside a place of the figure: in the window, off the mark, off the pointer. */
  const put = (figure, lines, x, y, pointer) => {
    bubble.replaceChildren(...lines.map((line, index) => Object.assign(part("", index ? "span" : "b"), { textContent: line, hidden: false })));
    figure.append(ring, bubble);
    bubble.hidden = false;
    shown = figure;
    const frame = figure.getBoundingClientRect();
    const wide = document.documentElement.clientWidth, high = window.innerHeight;
    const w = bubble.offsetWidth, h = bubble.offsetHeight;
    const left = (at) => Math.max(EDGE - frame.left, Math.min(wide - EDGE - w - frame.left, at));
    const top = (at) => Math.max(EDGE - frame.top, Math.min(high - EDGE - h - frame.top, at));
    const places = [
      [left(x - w / 2), y - GAP - h], [left(x - w / 2), y + GAP], [left(x + GAP), top(y - h / 2)], [left(x - GAP - w), top(y - h / 2)],
    ];
    const covers = ([l, t], [px, py], free) => px > l - free && px < l + w + free && py > t - free && py < t + h + free;
    const inside = ([, t]) => t + frame.top >= 0 && t + h + frame.top <= high;
    const off = (place) => !covers(place, [x, y], EDGE);
    const best = places.find((place) => inside(place) && off(place) && !(pointer && covers(place, pointer, EDGE)));
    const [l, t] = best || places.find((place) => inside(place) && off(place)) || places[0];
    bubble.style.left = `${l}px`;
    bubble.style.top = `${t}px`;
  };

  /* Whether a pointer is on the short way from the mark to its bubble, which may be read under the pointer. */
  const between = (mx, my, px, py) => {
    const [l, t, w, h] = ["Left", "Top", "Width", "Height"].map((side) => bubble[`offset${side}`]);
    const toward = (mark, at, start, size) => (start > mark ? at > mark && at < start + size : at < mark && at > start);
    return l <= mx && mx <= l + w ? Math.abs(px - mx) <= 12 && toward(my, py, t, h) : Math.abs(py - my) <= 12 && toward(mx, px, l, w);
  };

  for (const figure of figures) {
    const image = figure.querySelector("img"), picture = image.parentElement;
    const stop = part("fig__stop");
    stop.hidden = false;
    stop.tabIndex = 0;
    stop.setAttribute("role", "application"); // screen readers leave the arrow keys to it
    stop.setAttribute("aria-label", figure.dataset.keys);
    picture.after(stop);
    let now = -1, dismissed = -1, dead = false;

    /* What stands where in the drawing that is shown now (wide or narrow). */
    const load = () => {
      const address = (element) => new URL(element.srcset || element.src, document.baseURI).href;
      const used = [...picture.children].find((element) => address(element) === image.currentSrc);
      const file = !dead && used && used.dataset.marks;
      if (!file) return Promise.resolve(null);
      files[file] ??= fetch(file).then((answer) => (answer.ok ? answer.json() : Promise.reject())).catch(() => {
        dead = true;
        if (document.activeElement === stop) stop.addEventListener("blur", () => stop.remove());
        else stop.remove();
        return null;
      });
      return files[file];
    };

    const show = (data, index, pointer, aloud) => {
      const [mx, my, words] = data.marks[index];
      const scale = picture.offsetWidth / data.width;
      const x = picture.offsetLeft + mx * scale, y = picture.offsetTop + my * scale;
      if (!(shown === figure && !ring.hidden && now === index && pointer)) put(figure, words.split(" · "), x, y, pointer);
      ring.hidden = false;
      ring.style.left = `${x}px`;
      ring.style.top = `${y}px`;
      now = index;
      dismissed = -1;
      if (aloud) live.textContent = words;
    };

    const point = async (event, aloud) => {
      const mine = ++turn;
      const data = await load();
      if (mine !== turn || !data) return;
      const outer = figure.getBoundingClientRect();
      const pointer = [event.clientX - outer.left, event.clientY - outer.top];
      const scale = picture.offsetWidth / data.width;
      const index = nearest(data, (pointer[0] - picture.offsetLeft) / scale, (pointer[1] - picture.offsetTop) / scale);
      const seen = ([x, y]) => [picture.offsetLeft + x * scale, picture.offsetTop + y * scale];
      const near = ([x, y]) => Math.hypot(x - pointer[0], y - pointer[1]);
      if (index < 0) hide();
      else if (aloud || shown !== figure || ring.hidden || !between(...seen(data.marks[now]), ...pointer) || near(seen(data.marks[index])) < 6)
        if (index !== dismissed) show(data, index, pointer, aloud);
    };

    figure.addEventListener("pointerenter", load);
    figure.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch" || bubble.contains(event.target)) return;
      if (event.target === image) point(event);
      else if (shown === figure) hide();
    });
    figure.addEventListener("pointerleave", (event) => {
      dismissed = -1;
      if (event.pointerType !== "touch") hide();
    });
    image.addEventListener("click", (event) => {
      dismissed = -1;
      point(event, true);
    });

    stop.addEventListener("focus", () => {
      load();
      if (!stop.matches(":focus-visible")) return;
      hide();
      put(figure, [figure.dataset.keys], picture.offsetLeft + picture.offsetWidth / 2, picture.offsetTop + picture.offsetHeight);
    });
    stop.addEventListener("blur", hide);
    stop.addEventListener("keydown", async (event) => {
      if (!/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const mine = ++turn;
      const data = await load();
      if (mine !== turn || !data) return;
      show(data, step(data, now < data.marks.length ? now : -1, event.key), null, true);
      bubble.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    });

    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || shown !== figure) return;
      dismissed = now; // shown again when the pointer comes to another mark
      hide();
    });
    document.addEventListener("pointerdown", (event) => {
      if (shown === figure && !figure.contains(event.target)) hide();
    });
    new ResizeObserver(() => {
      if (shown === figure) hide();
      stop.style.top = `${picture.offsetTop}px`; // its width is that of the picture by the style sheet
      stop.style.height = `${picture.offsetHeight}px`;
    }).observe(picture);
  }
})();
