import type { Language } from "../../shared/domain/money.ts";

interface MenuTexts {
  readonly file: string;
  readonly edit: string;
  readonly view: string;
  readonly quit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly resetZoom: string;
  readonly fullScreen: string;
}

/** What the menu bar says. */
export const MENU_TEXTS: Readonly<Record<Language, MenuTexts>> = {
  fr: {
    file: "Fichier",
    edit: "Édition",
    view: "Affichage",
    quit: "Quitter Décompte",
    undo: "Annuler",
    redo: "Rétablir",
    cut: "Couper",
    copy: "Copier",
    paste: "Coller",
    selectAll: "Tout sélectionner",
    zoomIn: "Agrandir",
    zoomOut: "Réduire",
    resetZoom: "Taille réelle",
    fullScreen: "Plein écran",
  },
  en: {
    file: "File",
    edit: "Edit",
    view: "View",
    quit: "Quit Décompte",
    undo: "Undo",
    redo: "Redo",
    cut: "Cut",
    copy: "Copy",
    paste: "Paste",
    selectAll: "Select all",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    resetZoom: "Actual size",
    fullScreen: "Full screen",
  },
};
