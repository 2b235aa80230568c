/** `decompte.example.org`, with the port where it is not the usual one. */
export function serverHost(address: string): string {
  return new URL(address).host;
}
