import { app } from "electron";
import { log } from "./log.ts";
import type { MainWindow } from "./window.ts";

/** Ends the process with the picture that its command line asked for. */
export function takeWantedPicture(window: Pick<MainWindow, "writePicture">, file: string): void {
  window.writePicture(file).then(
    () => app.quit(),
    (error: unknown) => {
      log("picture not written", { cause: error });
      app.exit(1);
    },
  );
}

export function refuseWantedPicture(): void {
  process.stderr.write("There are no figures to take a picture of: sign in first, or add --sample\n");
  app.exit(1);
}
