/**
 * Runs in the page: fills it with the least that a table of 100,000 rows can be, as high as Décompte's. It reads nothing
 * and keeps no memory, and does nothing for as long as Décompte draws: what frames it misses, the machine took.
 */
export function drawBareTable(): void {
  const drawingMs = 9;
  const [rows, rowPx, heightPx, columns, there] = [100_000, 56, 560, 6, 20];
  const grid = document.createElement("div");
  grid.setAttribute("role", "grid");
  grid.tabIndex = 0;
  grid.style.cssText = `position: relative; height: ${heightPx}px; overflow-y: auto; font: 14px sans-serif`;
  const space = document.createElement("div");
  space.style.height = `${rows * rowPx}px`;
  grid.append(space);
  const lines = Array.from({ length: there }, () => {
    const line = document.createElement("div");
    line.style.cssText = `position: absolute; inset: 0 0 auto; height: ${rowPx}px; display: grid; grid-template-columns: repeat(${columns}, 1fr); border-bottom: 1px solid #ddd`;
    line.append(...Array.from({ length: columns }, () => document.createElement("span")));
    grid.append(line);
    return line;
  });
  function draw(): void {
    const untilMs = performance.now() + drawingMs;
    while (performance.now() < untilMs);
    const first = Math.max(0, Math.floor(grid.scrollTop / rowPx) - 4);
    for (let index = first; index < first + there; index += 1) {
      const line = lines[index % there];
      if (line === undefined) continue;
      line.style.transform = `translateY(${index * rowPx}px)`;
      [...line.children].forEach((cell, column) => (cell.textContent = `${index} in ${column}`));
    }
  }
  grid.addEventListener("scroll", draw);
  grid.addEventListener("keydown", (event) => {
    grid.scrollTop += event.key === "PageDown" ? heightPx - rowPx : -rowPx;
    event.preventDefault();
  });
  document.body.replaceChildren(grid);
  draw();
}
