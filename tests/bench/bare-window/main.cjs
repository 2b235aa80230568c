// The least that an Electron application can be: one window with a line of text. What Décompte is measured against.
const { app, BrowserWindow } = require("electron");
const path = require("node:path");

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1080, height: 760, show: false });
  window.once("ready-to-show", () => window.show());
  window.webContents.on("console-message", () => process.stderr.write('{"event":"figures painted"}\n'));
  void window.loadFile(path.join(__dirname, "index.html"));
});
