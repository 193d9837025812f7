import { createECDH, createPublicKey, generateKeyPairSync, randomBytes, verify } from "node:crypto";
import { expect, it } from "vitest";
import { decrypt } from "./decrypt.ts";
import { toBase64Url } from "../../../src/worker/encoding/encoding.ts";
import { encrypt, fromBase64Url, jwkOf } from "../../../src/worker/push/encrypt.ts";
import { isPushService } from "../../../src/worker/push/services.ts";
import { authorization, senderOf } from "../../../src/worker/push/vapid.ts";

// RFC 8291, section 5 and appendix A.
const example = {
  text: "When I grow up, I want to be a watermelon",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
  salt: "DGv6ra1nlYgDCS1FRnbzlw",
  ours: {
    secret: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
    public:
      "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
  },
  theirs: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  body: "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
};

it("[PN1] a message is encrypted byte for byte as in the example of RFC 8291", async () => {
  const { ours, theirs, auth, salt, text, body } = example;
  const publicKey = fromBase64Url(ours.public);
  const ecdh = { name: "ECDH", namedCurve: "P-256" };
  const jwk = jwkOf(publicKey, ours.secret);
  const privateKey = await crypto.subtle.importKey("jwk", jwk, ecdh, false, ["deriveBits"]);
  const own = { publicKey, privateKey };
  const receiver = { p256dh: theirs, auth };
  const sealed = await encrypt(text, receiver, { own, salt: fromBase64Url(salt) });
  expect(toBase64Url(sealed)).toBe(body);
});

it("[PN2] only the browser can read a message, and no two are alike on the way, even with the same text", async () => {
  const browser = createECDH("prime256v1");
  const p256dh = browser.generateKeys().toString("base64url");
  const auth = randomBytes(16).toString("base64url");
  const keys = { publicKey: browser.getPublicKey(), secret: browser.getPrivateKey(), auth };
  const text = "취소표가 나왔어요 🎫".repeat(20);
  const [one, two] = await Promise.all([
    encrypt(text, { p256dh, auth }),
    encrypt(text, { p256dh, auth }),
  ]);
  expect(decrypt(Buffer.from(one), keys)).toBe(text);
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false);
  const other = { ...keys, auth: randomBytes(16).toString("base64url") };
  expect(() => decrypt(Buffer.from(two), other)).toThrow();
});

it("[PN3] the Worker signs for one push service and no other, and the signature is good for half a day", async () => {
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = pair.privateKey.export({ format: "jwk" });
  const [x, y] = [jwk.x, jwk.y].map((part) => Buffer.from(part ?? "", "base64url"));
  const publicKey = Buffer.concat([Buffer.from([4]), x!, y!]).toString("base64url");
  const sender = senderOf(`${publicKey}.${jwk.d}`, "mailto:tickets@frontrow.test");
  const header = await authorization(sender, "https://push.example/abc?d=1", 1_000_000);
  const [, signed, signature, k] = /^vapid t=([\w-]+\.[\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header)!;
  expect(k).toBe(publicKey);
  const key = createPublicKey({
    key: { kty: "EC", crv: "P-256", x: jwk.x!, y: jwk.y! },
    format: "jwk",
  });
  const isTrue = verify(
    "sha256",
    Buffer.from(signed!),
    { key, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature!, "base64url"),
  );
  expect(isTrue).toBe(true);
  const [head, claims] = signed!
    .split(".")
    .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()) as object);
  expect(head).toEqual({ typ: "JWT", alg: "ES256" });
  const aud = "https://push.example";
  expect(claims).toEqual({ aud, exp: 1_000 + 12 * 3_600, sub: "mailto:tickets@frontrow.test" });
});

it("[PN4] a message goes to known push services only, and to no other address that a subscription names", () => {
  const known = [
    "https://fcm.googleapis.com/fcm/send/x",
    "https://updates.push.services.mozilla.com/wpush/v2/x",
    "https://web.push.apple.com/x",
    "https://wns2-par02p.notify.windows.com/w/?token=x",
  ];
  const others = [
    "http://fcm.googleapis.com/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://fcm.googleapis.com:8443/x",
    "https://user:password@fcm.googleapis.com/x",
    "https://evilpush.apple.com.example/x",
    "https://evil-notify.windows.com/x",
    "http://127.0.0.1:4447/push/x",
    "https://169.254.169.254/x",
    "nonsense",
  ];
  expect(known.filter((endpoint) => !isPushService(endpoint))).toEqual([]);
  expect(others.filter((endpoint) => isPushService(endpoint))).toEqual([]);
  expect(isPushService("http://127.0.0.1:4447/push/x", "http://127.0.0.1:4447")).toBe(true);
  expect(isPushService("http://127.0.0.1:9999/push/x", "http://127.0.0.1:4447")).toBe(false);
});
