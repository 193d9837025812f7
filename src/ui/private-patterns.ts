/** The addresses of the pages that are not for everybody, which the server answers with the app alone. */
export const privatePatterns = [
  "/schedules/:id",
  "/checkout/:scheduleId/:holdId",
  "/me",
  "/orders/:id",
  "/wallet",
  "/wallet/top-up",
  "/payment/return",
  "/payments",
  "/profile",
  "/admin/*",
  "/join",
  "/design",
  "/sign-in",
  "/terms",
  "/privacy",
  "/reset-password",
] as const;
