/** By which main asks preload to free what the page no longer needs; the page itself has no part in it. */
export const SPARE_MEMORY_CHANNEL = "decompte:spare-memory";
