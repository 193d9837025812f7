import type { AppContext } from "../app-env.ts";

/** The network address that a request comes from. */
export const addressOf = (c: AppContext): string => c.req.header("cf-connecting-ip") ?? "unknown";

/**
 * The address by which somebody is counted: an IPv4 address, or the /64 of an IPv6 address, since every home and phone
 * has all addresses of one.
 */
export function networkOf(address: string): string {
  const groups = groupsOf(address);
  if (groups === null) return address.slice(0, 60);
  if (isV4(groups)) return v4Of(groups);
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/** True if an address is within a network such as `203.0.113.0/24` or `2001:db8::/32`, or is that address. */
export function isWithin(address: string, network: string): boolean {
  const [base = "", bits] = network.split("/");
  const [one, other] = [groupsOf(address), groupsOf(base)];
  if (one === null || other === null || isV4(one) !== isV4(other)) return false;
  const length = bits === undefined ? 128 : Number(bits) + (isV4(other) ? 96 : 0);
  return one.every((group, index) => {
    const shift = 16 - Math.min(16, Math.max(0, length - 16 * index));
    return group >> shift === (other[index] ?? 0) >> shift;
  });
}

/** True if this is an address or a network in one of the two notations. */
export function isNetwork(text: string): boolean {
  const [base = "", bits, more] = text.split("/");
  const groups = groupsOf(base);
  if (groups === null || more !== undefined) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isV4(groups) ? 32 : 128))
  );
}

/** An address as eight groups of 16 bits; an IPv4 address is the one that IPv6 maps it to. */
function groupsOf(address: string): number[] | null {
  const dotted = /^(.*?)(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
  if (dotted) {
    const bytes = dotted.slice(2).map(Number);
    if (bytes.some((byte) => byte > 255)) return null;
    const [a = 0, b = 0, d = 0, e = 0] = bytes;
    const hex = `${((a << 8) | b).toString(16)}:${((d << 8) | e).toString(16)}`;
    return groupsOf(`${dotted[1] || "::ffff:"}${hex}`);
  }
  const halves = address.split("::");
  if (halves.length > 2 || !address.includes(":")) return null;
  const [left = [], right = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - left.length - right.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...left, ...Array<string>(missing).fill("0"), ...right];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.map((group) => parseInt(group, 16));
}

const isV4 = (groups: number[]): boolean =>
  groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);

const v4Of = ([, , , , , , high = 0, low = 0]: number[]): string =>
  [high >> 8, high & 255, low >> 8, low & 255].join(".");
