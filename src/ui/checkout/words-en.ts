import type { checkoutWords as korean } from "./words-ko.ts";

const tickets = (count: number): string => `${count} ${count === 1 ? "ticket" : "tickets"}`;

export const checkoutWords = {
  payWith: {
    title: "Pay with",
    balance: "Balance",
    useBalance: (balance) => ["Use my balance of ", balance, " first"],
    useBalanceHelp: "We take it from your wallet only after the rest has been paid.",
    fromWallet: "From wallet",
    byMethod: "Due now",
    short: (missing) => [missing, " short"],
    method: {
      wallet: "Wallet",
      card: "Card",
      easyPay: "Easy pay",
      transfer: "Bank transfer",
      virtualAccount: "Virtual account",
      cash: "Cash",
      terminal: "Card terminal",
      "bank-transfer": "Bank transfer",
      voucher: "Voucher",
      mixed: "Several ways",
      free: "Free",
    },
    depositWithin: (minutes) =>
      minutes % 60 === 0 ? `Transfer within ${minutes / 60} h` : `Transfer within ${minutes} min`,
    noDeposits: "Not available for this show",
    atGateway:
      "The clock stops when the payment window opens, and your seats stay held while you pay. You can switch to your bank's app and back.",
  },
  receipt: {
    title: "Cash receipt",
    type: { none: "None", income: "Income deduction", expense: "Proof of expense" },
    number: { income: "Korean mobile or cash receipt card number", expense: "Business number" },
    help: "We issue it once your payment arrives. We use the number only for this and keep just its first and last digits.",
    fault: {
      income: "Check the mobile or cash receipt card number.",
      expense: "Check the 10-digit business number.",
    },
  },
  agreements: {
    title: "Terms",
    all: "I agree to everything below",
    item: {
      "refund-rules": "[Required] I agree to the cancellation charges and deadlines",
      "third-party": "[Required] Share my details with the show's organizer",
    },
    read: "Read",
    organizer: "The show's organizer",
    text: {
      "refund-rules": (_organizer) =>
        "If you cancel, you get back the amount in the table “What you get back if you cancel”. The charge grows over time, and once the table says “Can't be canceled”, you can no longer cancel. If the show is canceled, you get everything back.",
      "third-party": (organizer) =>
        `Shared with: ${organizer}. Details: name, email, order number and seats. Purpose: checking tickets at the door and telling you about changes or cancellation. Kept until 30 days after the show. You can decline, but then you can't book.`,
    },
    fault: "Please agree to the required terms to pay.",
  },
  ticketKinds: { title: "Ticket type", full: "Full price" },
  coupon: {
    title: "Coupon",
    code: "Coupon code",
    use: "Apply",
    drop: "Remove",
    used: (code) => `Coupon ${code} applied`,
    notACode: "A code has at least 4 letters, digits or dashes.",
  },
  openPayment: {
    title: "Your payment is open in another window",
    text: "Your seats stay held until that payment ends. Until then you can't change them or pay twice. Continue that payment, or cancel it and pay another way.",
    goOn: "Continue payment",
    another: "Cancel it and pay another way",
    unseen: "We're confirming a payment for these seats",
    unseenText:
      "Another tab or device may be paying for them. This page continues as soon as we know. If no payment was made, you can pay another way when the clock runs out, or release the seats now. You won't pay twice.",
    release: "Release the seats",
  },
  payment: {
    title: "Confirming payment",
    signIn: "Sign in to see your payment.",
    asking: "Confirming payment",
    askingText:
      "We're checking with the payment provider. You can close this page; you won't pay twice.",
    unknownText:
      "The payment provider is slow to answer. We'll keep checking, so please don't pay again. If the payment went through, your tickets appear in My tickets. If not, you were not charged.",
    refused: "Payment failed",
    calledOff: "Payment canceled",
    why: {
      "called-off": "You were not charged.",
      "hold-expired": "Your time for these seats ran out, so you were not charged.",
      expired: "The payment window timed out. You were not charged.",
      bank: "Your card company or bank declined the payment. You were not charged.",
    },
    payAgain: "Pay another way",
    holdAgain: "Hold them again",
    givenBack: "Refunding your payment",
    seatsGone:
      "Your payment arrived after your time for these seats ran out, and the seats are gone. We're refunding all of it.",
    walletShort:
      "Your wallet balance dropped while you were paying, so we couldn't complete the order. We're refunding everything you paid, and nothing was taken from your wallet.",
    showCancelled: "The show was canceled while you were paying. We're refunding all of it.",
    showBegun: "The show had begun when your transfer arrived. We're refunding all of it.",
    toWallet: "The refund is in your wallet.",
    backDone:
      "We refunded your original payment method. Your card company may take a few days to show it.",
    backDue:
      "The refund is on its way to your original payment method. You don't need to do anything.",
    deposit: "Transfer the money to get your seats",
    depositText:
      "Send the exact amount to this account by the deadline. Your seats are held until then, and your tickets arrive as soon as the money does.",
    bank: "Bank",
    account: "Account",
    holder: "Holder",
    amount: "Amount",
    until: "Until",
    copy: "Copy",
    copied: "Account number copied.",
    notCopied: "Couldn't copy it. Please select the number by hand.",
    toPayments: "Payments",
    open: "Not paid yet",
    openText:
      "The payment window is still open. You have not been charged, and your seats are held.",
  },
  atZero: {
    title: "Checking your seats",
    text: "The clock has reached zero. We're checking whether your seats are still held.",
  },
  expired: {
    title: "Your time for these seats ran out",
    text: (seats) => `Do you want to try for ${seats} again? You were not charged.`,
    goneTitle: "These seats are no longer held",
    gone: "If you paid for them, they're in My tickets.",
    paid: "These seats are yours",
    paidText: "They have been paid for. Your tickets are in My tickets.",
    again: "Hold them again",
    map: "Go to seat map",
    tickets: "My tickets",
  },
  checkout: {
    title: "Payment",
    signIn: "Sign in to pay.",
    back: "Back to seats. Yours stay held",
    seats: "Your seats",
    buyer: "Buyer",
    buyerText: "We check this name at the door.",
    mailTo: "Email for your tickets",
    mailHelp: "We send your confirmation and tickets to this address.",
    mailFault: "Check the email address.",
    topUp: (missing) => ["Add ", missing, " and pay"],
    amount: "Due",
    line: (zone, count) => `${zone}, ${tickets(count)}`,
    fee: (count) => `Booking fee, ${tickets(count)}`,
    total: "Total",
    pay: (total) => ["Pay ", total],
    asking: "Confirming payment",
    askAgain: "Check again",
    checking: "We're confirming your payment",
    checkingText: "There's no answer yet. Checking again won't charge you twice.",
    afterPaying: "You get your tickets right away. If you cancel, the refund goes to your wallet.",
  },
} satisfies typeof korean;
