/** All that an organization has, by the names that addresses give it. */
export type Own = Record<string, string>;

const days = "?from=2027-01-01&to=2027-01-02";

/** What an operation for staff must be asked with, from the things that an organization has. */
export const queries: Record<string, (own: Own) => string> = {
  findMember: ({ email = "" }) => `?email=${email}`,
  findOrders: ({ number = "" }) => `?search=${number}`,
  getSalesReport: () => `${days}&by=day`,
  exportSalesReport: () => `${days}&by=day`,
  exportTicketLines: () => days,
  getUnsoldReport: () => days,
  getPayoutStatement: () => `${days}&format=xlsx`,
  getGatewayReport: () => days,
};
