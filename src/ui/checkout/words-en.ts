import type { checkoutWords as korean } from "./words-ko.ts";

const tickets = (count: number): string => `${count} ${count === 1 ? "ticket" : "tickets"}`;

export const checkoutWords = {
  payWith: {
    title: "Pay with",
    balance: "Balance",
    useBalance: (balance) => ["Use my balance of ", balance, " first"],
    useBalanceHelp: "It leaves the wallet when the rest has been paid.",
    fromWallet: "From the wallet",
    byMethod: "To pay now",
    short: (missing) => [missing, " short"],
    method: {
      wallet: "Wallet",
      card: "Card",
      easyPay: "Easy pay",
      transfer: "Bank transfer",
      virtualAccount: "Virtual account",
    },
    depositWithin: (minutes) =>
      minutes % 60 === 0 ? `Transfer within ${minutes / 60} h` : `Transfer within ${minutes} min`,
    noDeposits: "Not offered for this show",
    atCompany:
      "The clock stops when the payment window opens, and your seats are kept while you pay. You may go to your bank's app and back.",
  },
  receipt: {
    title: "Cash receipt",
    type: { none: "None", income: "Income deduction", expense: "Proof of expense" },
    number: { income: "Korean mobile or receipt card number", expense: "Business number" },
    help: "It is issued when your money has arrived. The number serves that only; afterwards we keep no more than its ends.",
    fault: {
      income: "Check the mobile or receipt card number.",
      expense: "Check the ten digits of the business number.",
    },
  },
  agreements: {
    title: "Terms",
    all: "I agree to all of it",
    item: {
      "refund-rules": "[Required] I have seen the cancellation charges and deadlines, and agree",
      "third-party": "[Required] My details may be given to the organiser of the show",
    },
    read: "Read",
    organiser: "The organiser of the show",
    text: {
      "refund-rules": (_organiser) =>
        "If you cancel, you get back what the table “What you get back if you cancel” says. The charge grows with time, and from where it says “Cannot be cancelled” nothing can be. If the show is called off, you get everything back.",
      "third-party": (organiser) =>
        `To: ${organiser}. What: name, e-mail, order number, seats. For: checking tickets at the door, and telling you of changes and cancellation. Kept until 30 days after the show. You may decline, but then you cannot book.`,
    },
    fault: "Agree to what is required to pay.",
  },
  ticketKinds: { title: "Kind of ticket", full: "Full price" },
  coupon: {
    title: "Coupon",
    code: "Coupon code",
    use: "Use",
    drop: "Do not use",
    used: (code) => `Coupon ${code} is used`,
    notACode: "A code has at least 4 letters, digits or dashes.",
  },
  openPayment: {
    title: "You are paying in the payment window",
    text: "Nobody else can buy these seats until the payment ends. Meanwhile they cannot be changed or paid for twice: go on with the payment, or give it up and choose another way.",
    goOn: "Go on with the payment",
    another: "Give it up, pay another way",
  },
  payment: {
    title: "Confirming payment",
    signIn: "Sign in to see your payment.",
    asking: "Confirming payment",
    askingText: "We are asking the payment company. You may close this page; you cannot pay twice.",
    unknownText:
      "The payment company is slow to answer. We keep asking, so please do not pay again. If it was paid, your tickets appear in My tickets; if not, you were not charged.",
    refused: "Not paid",
    why: {
      "called-off": "You called the payment off. You were not charged.",
      "hold-expired": "The time for your seats was over, so nothing was charged.",
      expired: "The time of the payment window was over. You were not charged.",
      bank: "The card company or bank refused. You were not charged.",
    },
    payAgain: "Pay another way",
    holdAgain: "Hold them again",
    givenBack: "Your money goes back",
    seatsGone:
      "When your payment arrived the time for your seats was over, and we could not give them to you. All of it goes back.",
    walletShort:
      "While you paid, your wallet came to hold too little, so we could not give you the seats. All you paid goes back, and nothing was taken from the wallet.",
    showCancelled: "The show was cancelled while you paid. All of it goes back.",
    toWallet: "It is in your wallet.",
    backDone: "It went back the way it came. Your card company may take some days to show it.",
    backDue: "It is on its way back the way it came. There is nothing for you to do.",
    deposit: "Transfer the money, and the seats are yours",
    depositText:
      "Send the exact amount to this account in time. Your seats are kept until then, and your tickets come as soon as the money does.",
    bank: "Bank",
    account: "Account",
    holder: "Holder",
    amount: "Amount",
    until: "Until",
    copy: "Copy",
    copied: "Account number copied.",
    notCopied: "It could not be copied. Select the number by hand.",
    toPayments: "Payments",
    open: "Not paid yet",
    openText: "The payment window is still open. You were not charged, and your seats are kept.",
  },
  expired: {
    title: "Your time for these seats is over",
    text: (seats) => `Shall we try for ${seats} again? You were not charged.`,
    gone: "These seats are no longer held. If you have paid, they are in My tickets.",
    again: "Hold them again",
    map: "To the seat map",
    tickets: "My tickets",
  },
  checkout: {
    title: "Payment",
    signIn: "Sign in to pay.",
    back: "Back to the seats. Yours are kept",
    seats: "Your seats",
    buyer: "Buyer",
    buyerText: "This name is checked at the door.",
    mailTo: "E-mail for the tickets",
    mailHelp: "Your confirmation and tickets are sent to this address.",
    mailFault: "Check the e-mail address.",
    topUp: (missing) => ["Add ", missing, " and pay"],
    amount: "To pay",
    line: (zone, count) => `${zone}, ${tickets(count)}`,
    fee: (count) => `Booking fee, ${tickets(count)}`,
    total: "Total",
    pay: (total) => ["Pay ", total],
    asking: "Confirming payment",
    askAgain: "Check again",
    checking: "We are confirming your payment",
    checkingText: "There is no answer yet. Checking again cannot charge you twice.",
    afterPaying: "Your tickets are there at once. Cancel, and the money returns to your wallet.",
  },
} satisfies typeof korean;
