import type { Session } from "../../../contract/people/accounts.ts";
import type {
  NewAuthenticator,
  Passkey,
  PasskeyChallenge,
  PasskeyMade,
  PasskeySigned,
  Pending,
  Proof,
  Provider,
  ProviderSignUp,
  RecoveryCodes,
  SecondStepAnswer,
  WaysIn,
} from "../../../contract/people/ways-in.ts";
import { request } from "../request.ts";

const post = <T>(path: string, body?: object) =>
  request<T>(path, { method: "POST", ...(body === undefined ? {} : { body }) });
const remove = (path: string) => request<null>(path, { method: "DELETE" });

export type PasskeyAnswer = { challenge: string; signed: PasskeySigned };

export const getWaysIn = () => request<WaysIn>("/me/ways-in");
export const getChoices = () => request<{ providers: Provider[] }>("/sign-in");
export const getPending = () => request<Pending>("/sign-in/pending");
export const signUpByProvider = (wanted: ProviderSignUp) =>
  post<Session>("/sign-in/pending", wanted);

export const challengeLogIn = () => post<PasskeyChallenge>("/sessions/passkey/challenge");
export const logInWithPasskey = (answer: PasskeyAnswer) =>
  post<Session>("/sessions/passkey", answer);
export const challengeSecondStep = (token: string) =>
  post<PasskeyChallenge>("/sessions/second-step/challenge", { token });
export const finishSignIn = (answer: SecondStepAnswer) =>
  post<Session>("/sessions/second-step", answer);

export const challengeProof = () => post<PasskeyChallenge>("/me/proof/challenge");
export const prove = (proof: Proof) => post<null>("/me/proof", proof);

export const challengePasskey = () => post<PasskeyChallenge>("/me/passkeys/challenge");
export const addPasskey = (wanted: { challenge: string; made: PasskeyMade; name: string }) =>
  post<Passkey>("/me/passkeys", wanted);
export const renamePasskey = (id: string, name: string) =>
  request<null>(`/me/passkeys/${id}`, { method: "PATCH", body: { name } });
export const removePasskey = (id: string) => remove(`/me/passkeys/${id}`);

export const beginAuthenticator = () => post<NewAuthenticator>("/me/authenticator");
export const confirmAuthenticator = (code: string) =>
  post<RecoveryCodes>("/me/authenticator/confirmation", { code });
export const removeAuthenticator = () => remove("/me/authenticator");
export const renewRecoveryCodes = () => post<RecoveryCodes>("/me/recovery-codes");

export const visitToLink = (provider: Provider) =>
  post<{ url: string }>(`/me/providers/${provider}/visit`);
export const unlinkIdentity = (id: string) => remove(`/me/identities/${id}`);
