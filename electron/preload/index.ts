import { contextBridge, ipcRenderer, webFrame } from "electron";
import { channelOf, ipcContract, type CallName, type PushName } from "../../shared/ipc/contract.ts";
import { SPARE_MEMORY_CHANNEL } from "../../shared/ipc/spare-memory.ts";

const call = (name: string) => (input: unknown) => ipcRenderer.invoke(channelOf(name as CallName), input);

const push = (name: string) => (listener: (payload: unknown) => void) => {
  const channel = channelOf(name as PushName);
  const forward = (_event: unknown, payload: unknown) => listener(payload);
  ipcRenderer.on(channel, forward);
  return () => ipcRenderer.removeListener(channel, forward);
};

const members = Object.entries(ipcContract).map(([name, { kind }]) =>
  kind === "call" ? [name, call(name)] : [`on${name.charAt(0).toUpperCase()}${name.slice(1)}`, push(name)],
);

contextBridge.exposeInMainWorld("desktop", Object.fromEntries(members));

// In Chromium this also collects garbage and drops the pictures of what is scrolled out of sight.
ipcRenderer.on(SPARE_MEMORY_CHANNEL, () => webFrame.clearCache());
