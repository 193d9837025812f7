import { SignJWT } from "jose";
import { afterEach, expect, it, vi } from "vitest";
import { keyName, purposes, type TokenKind } from "./key-names.ts";
import { bytesOfKey, type KeyHolder, ringOf } from "./key-ring.ts";
import { signToken, verifyToken } from "./tokens.ts";

const root: KeyHolder = { TOKEN_SECRET: "a-secret-for-tests-of-at-least-32-bytes" };
const other: KeyHolder = { TOKEN_SECRET: `${root.TOKEN_SECRET} of somebody else` };
const soon = () => Date.now() + 60_000;
const minuteMs = 60_000;
const kinds = purposes.filter(
  (each): each is TokenKind => !["ticket", "webhook", "log"].includes(each),
);

afterEach(() => void vi.useRealTimers());

/** The secrets after rotations that began so many minutes ago. */
function rotated(kind: TokenKind, ...minutesAgo: number[]): KeyHolder {
  const keys = minutesAgo.map((minutes) => [
    keyName(kind, Date.now() - minutes * minuteMs),
    `the key of ${minutes} minutes ago, long enough`,
  ]);
  return { ...root, ...Object.fromEntries(keys) };
}

it("[S17] a token is valid only for its own purpose", async () => {
  const pass = await signToken(root, "pass", { sub: "fan" }, soon());
  expect(await verifyToken(other, "pass", pass)).toEqual({ state: "bad" });
  // Another secret has been used since, so this is read and not remembered.
  expect(await verifyToken(root, "pass", pass)).toMatchObject({
    state: "good",
    claims: { sub: "fan" },
  });
  for (const kind of kinds.filter((each) => each !== "pass"))
    expect(await verifyToken(root, kind, pass)).toEqual({ state: "bad" });
  const place = await signToken(root, "place", {}, soon());
  expect(await verifyToken(other, "place", place)).toEqual({ state: "bad" });
});

it("[S18] a cached token still expires", async () => {
  const expiresAt = Math.ceil(Date.now() / 1_000) * 1_000 + 1_000;
  const token = await signToken(root, "access", { sub: "fan" }, expiresAt);
  expect((await verifyToken(root, "access", token)).state).toBe("good");
  await new Promise((resolve) => setTimeout(resolve, expiresAt - Date.now() + 20));
  expect(await verifyToken(root, "access", token)).toEqual({ state: "expired" });
  expect(await verifyToken(root, "access", token)).toEqual({ state: "expired" });
});

it("[S19] a secret that is too short is rejected", async () => {
  const short = { TOKEN_SECRET: "short" };
  await expect(signToken(short, "access", {}, soon())).rejects.toThrow("TOKEN_SECRET");
  const name = keyName("place", Date.now());
  const weak: KeyHolder = { ...root, [name]: "short" };
  await expect(verifyToken(weak, "access", "")).rejects.toThrow(name);
});

it("[WB1] every purpose has a key of its own", async () => {
  const bytes = await Promise.all(
    purposes.map((each) => bytesOfKey(each, { id: "0", fromMs: 0, secret: root.TOKEN_SECRET })),
  );
  expect(new Set(bytes.map(String)).size).toBe(purposes.length);
});

it("[WB2] a token is good after one rotation of its key, and bad after two", async () => {
  for (const kind of kinds) {
    const first = await signToken(root, kind, { sub: "fan" }, soon());
    const once = rotated(kind, 20);
    const second = await signToken(once, kind, { sub: "fan" }, soon());
    expect(second.split(".")[0]).not.toBe(first.split(".")[0]);
    for (const token of [first, second])
      expect([kind, (await verifyToken(once, kind, token)).state]).toEqual([kind, "good"]);
    const twice = rotated(kind, 20, 10);
    expect([kind, (await verifyToken(twice, kind, first)).state]).toEqual([kind, "bad"]);
    expect([kind, (await verifyToken(twice, kind, second)).state]).toEqual([kind, "good"]);
    const others = kinds.filter((each) => each !== kind);
    for (const each of others) {
      const token = await signToken(root, each, {}, soon());
      expect((await verifyToken(twice, each, token)).state).toBe("good");
    }
  }
});

it("[WB3] a new key signs from its minute on, and its tokens are good before it", async () => {
  const now = Date.parse("2026-12-01T09:30:00Z");
  vi.useFakeTimers({ toFake: ["Date"], now });
  const holder = rotated("access", 60, -5);
  const early = await signToken(holder, "access", {}, now + 3_600_000);
  vi.setSystemTime(now + 5 * minuteMs);
  const late = await signToken(holder, "access", {}, now + 3_600_000);
  expect([early, late].map(kidOf)).toEqual(["202612010830", "202612010935"]);
  vi.setSystemTime(now);
  // An isolate that has not seen them yet.
  const fresh: KeyHolder = { ...holder };
  await verifyToken(other, "access", "");
  for (const token of [early, late])
    expect((await verifyToken(fresh, "access", token)).state).toBe("good");
});

const kidOf = (token: string): unknown =>
  (JSON.parse(atob(token.split(".")[0] ?? "")) as { kid: unknown }).kid;

it("[WB4] a token is bad if it names another algorithm, key, type, audience or issuer than ours, or no expiry", async () => {
  const [zero] = ringOf(root).keys.access;
  if (!zero) throw new Error("no key");
  const secret = await bytesOfKey("access", zero);
  const good = { header: { alg: "HS256", kid: "0", typ: "access+jwt" }, claims: { sub: "fan" } };
  const made = ({
    header = {},
    claims = {},
    key = secret as Uint8Array,
    audience = "access",
    issuer = "frontrow",
    exp = Math.floor(soon() / 1_000) as number | null,
  }) => {
    const jwt = new SignJWT({ ...good.claims, ...claims })
      .setProtectedHeader({ ...good.header, ...header })
      .setAudience(audience)
      .setIssuer(issuer);
    return (exp === null ? jwt : jwt.setExpirationTime(exp)).sign(key);
  };
  expect((await verifyToken(root, "access", await made({}))).state).toBe("good");
  const part = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, "");
  const claims = part({ sub: "fan", iss: "frontrow", aud: "access", exp: 4_000_000_000 });
  const bad: Record<string, string> = {
    "no algorithm": `${part({ ...good.header, alg: "none" })}.${claims}.`,
    "an empty signature": `${part(good.header)}.${claims}.`,
    "another algorithm": await made({
      header: { alg: "HS512" },
      key: new Uint8Array([...secret, ...secret]),
    }),
    "an unknown key": await made({ header: { kid: "202612010930" } }),
    "a path as key": await made({ header: { kid: "../../dev/null" } }),
    "no key": await made({ header: { kid: undefined } }),
    "another type": await made({ header: { typ: "pass+jwt" } }),
    "no type": await made({ header: { typ: undefined } }),
    "a key of its own": await made({
      header: { jwk: { kty: "oct", k: "AAAA" } },
      key: new Uint8Array(32),
    }),
    "the root itself": await made({ key: new TextEncoder().encode(root.TOKEN_SECRET) }),
    "another audience": await made({ audience: "pass" }),
    "another issuer": await made({ issuer: "somebody" }),
    "no expiry": await made({ exp: null }),
  };
  for (const [name, token] of Object.entries(bad))
    expect([name, (await verifyToken(root, "access", token)).state]).toEqual([name, "bad"]);
  const past = await made({ exp: Math.floor(Date.now() / 1_000) - 1 });
  expect((await verifyToken(root, "access", past)).state).toBe("expired");
});
