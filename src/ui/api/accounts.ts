import type {
  Account,
  LogIn,
  NewPassword,
  ProfileChange,
  Session,
  SignUp,
} from "../../contract/people/accounts.ts";
import type { Notifications, NotificationsChange } from "../../contract/people/notifications.ts";
import type { SignedInOrNot } from "../../contract/people/ways-in.ts";
import { request } from "./request.ts";

export const signUp = (account: SignUp) =>
  request<Session>("/accounts", { method: "POST", body: account });
export const logIn = (credentials: LogIn) =>
  request<SignedInOrNot>("/sessions", { method: "POST", body: credentials });
export const askForReset = (email: string) =>
  request<null>("/password-resets", { method: "POST", body: { email } });
export const resetPassword = (wanted: NewPassword) =>
  request<SignedInOrNot>("/password-resets/completion", { method: "POST", body: wanted });
export const logOut = () => request<null>("/sessions/current", { method: "DELETE" });
export const logOutEverywhere = () => request<null>("/sessions", { method: "DELETE" });
export const getMe = () => request<Account>("/me");
export const changeProfile = (change: ProfileChange) =>
  request<Account>("/me", { method: "PATCH", body: change });
export const getNotifications = () => request<Notifications>("/me/notifications");
export const changeNotifications = (change: NotificationsChange) =>
  request<Notifications>("/me/notifications", { method: "PATCH", body: change });
