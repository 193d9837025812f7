import { jwtVerify, SignJWT } from "jose";
import { expect, it } from "vitest";
import { toBase64Url } from "../encoding/encoding.ts";
import { headerOf, keyOfBytes, readJwt, signJwt } from "./json-web-token.ts";

const secret = "a-secret-for-tests-of-at-least-32-bytes";
const type = "access+jwt";
const keyOfSecret = (text: string) => keyOfBytes(new TextEncoder().encode(text));
const header0 = headerOf(type, "0");
const claims = { sub: "fan", name: "하늘 🎫", exp: 4_000_000_000 };
const part = (value: object) => toBase64Url(new TextEncoder().encode(JSON.stringify(value)));

it("[G11] tokens follow the JWT standard, so that other libraries can read them and the Worker can read theirs", async () => {
  const key = await keyOfSecret(secret);
  const ours = await signJwt(key, header0, claims);
  const read = await jwtVerify(ours, new TextEncoder().encode(secret), { typ: type });
  expect(read).toMatchObject({
    payload: claims,
    protectedHeader: { alg: "HS256", kid: "0", typ: type },
  });
  const theirs = await new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", typ: type })
    .sign(key);
  expect(await readJwt(key, theirs)).toEqual(claims);
});

it("[G12] a token with another header, signature or shape is rejected", async () => {
  const key = await keyOfSecret(secret);
  const ours = await signJwt(key, header0, claims);
  const [header = "", payload = "", signature = ""] = ours.split(".");
  const other = await signJwt(await keyOfSecret(`${secret}!`), header0, claims);
  const bad = [
    "",
    "a",
    "..",
    `${header}.${payload}`,
    `${header}.${payload}.`,
    `${ours}.more`,
    `${header}.${payload}.${signature.slice(0, -4)}`,
    `${header}.${payload}.not base64`,
    `${header}.${part({ ...claims, sub: "another" })}.${signature}`,
    `${part({ alg: "none", typ: type })}.${payload}.${signature}`,
    `${part({ alg: "none", typ: type })}.${payload}.`,
    other,
  ];
  for (const token of bad) expect([token, await readJwt(key, token)]).toEqual([token, null]);
  expect(await readJwt(key, ours)).toEqual(claims);
});
