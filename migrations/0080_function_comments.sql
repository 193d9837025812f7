COMMENT ON FUNCTION rotate_refresh IS 'Exchanges a refresh token for its successor once. A second use ends the whole session, unless it comes within ten seconds and the successor is unused: then two tabs have raced, and the caller tries again. A suspended account gets none.
Locks: the refresh token, then the session.';
--> statement-breakpoint
COMMENT ON FUNCTION purchase IS 'Pays for one hold from the wallet: debit, ledger, order, seats, coupon and settlement are written together or not at all. A refusal leaves nothing behind, and the same key with the same request answers with the same order. A seat that is sold already raises order_seat_live, which undoes the whole statement. More seats than one account may have of the concert, in all or on one day, are refused.
Locks: the wallet, then the settlement of the hold, then the coupon, then the live seats.';
--> statement-breakpoint
COMMENT ON FUNCTION card_settlement IS 'Answers how a payment for an order stands: the order and the seats that it still has, and the refund that is due when the payment bought nothing.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION cancel_seats IS 'Cancels tickets of an order once, however often it is asked. Refund lines that were worked out for another start of the show, before the show was canceled, or for tickets that are gone, change nothing. A canceled show gives back everything that was paid, with its compensation. A show that was moved after the booking gives back everything until its day, with the coupon of an order that has no tickets left, and any other lines are refused. The bank account is kept only for a refund of a virtual account that is due.
Locks: the wallet, then the order, then the schedule FOR SHARE, then for a canceled or moved show the coupon, then the seats.';
--> statement-breakpoint
COMMENT ON FUNCTION start_card_payment IS 'Begins one payment through the gateway for each Idempotency-Key, keeps the order as it will be, and reserves its coupon. No money moves; the part that the wallet pays is only checked to be there. More seats than one account may have of the concert, in all or on one day, are refused.
Locks: the wallet, then the coupon.';
--> statement-breakpoint
COMMENT ON FUNCTION change_schedule IS 'Changes a date after its publication, unless it has changed since it was seen: doors, sale, limits, queue, prices, discounts and terms, whichever are given. What has been sold keeps its price. What can no longer change, because fans line up for the sale or a presale, or because the sale has opened or will within minutes, is refused with the reason, and then nothing changes. Fans who line up for a sale that opens later keep their lobby, which lasts a day at most. No sale opens before the page of its concert appears.
Locks: the schedule, then its prices.';
--> statement-breakpoint
COMMENT ON FUNCTION move_state IS 'Counts whom a move of a date concerns, and the most that may have to be given back.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION publish_concert_draft IS 'Makes a concert of a draft, with all its dates, prices and presales, or nothing. Once published, it answers the same concert to everybody. The codes and addresses of its presales leave the draft.
Locks: the draft, then the venue.';
--> statement-breakpoint
COMMENT ON FUNCTION change_presale IS 'Changes, pauses or ends a presale, unless its date has changed since it was seen. Its opening stays once fans line up for it or it opens within minutes. Whoever has been verified stays verified, also by a code or an address that is taken away. Codes and addresses are in the log only as numbers. No presale opens before the page of its concert appears.
Locks: the schedule, then the presale, then its codes.';
--> statement-breakpoint
COMMENT ON FUNCTION over_limits IS 'Says why a buyer may not have so many more seats of a concert, by the limits for all of its dates and for one day by the venue''s clock; null if nothing is against it. Seats of payments under way count, and those of this hold do not.
Locks: nothing. The caller has locked the wallet, so that the purchases of one account come one after the other.';
--> statement-breakpoint
COMMENT ON FUNCTION corrections_account IS 'Is the ledger account against which staff correct wallets.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION tier_for IS 'Gives the tier of an account that has spent so much; null for none.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION fold_account_sums IS 'Folds the next span of orders and refunds into what each account has spent, each exactly once, gives the tiers that follow from it, and tells whether more can be folded. What a running transaction may still write is left for later.
Locks: the progress, then the sums and the accounts. Whoever finds the progress locked does nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION save_tier_rules IS 'Replaces the sums from which accounts get a tier by themselves, and gives every account its tier, except for tiers that staff have set by hand.
Locks: the rules, then the accounts whose tiers change.';
--> statement-breakpoint
COMMENT ON FUNCTION suspend_account IS 'Keeps an account from signing in: all its sessions end, and it leaves the waitlists. Its tickets stay. Whoever works for an organization loses the role first.
Locks: the account, then its sessions and waits.';
--> statement-breakpoint
COMMENT ON FUNCTION restore_account IS 'Lets a suspended account sign in again. What ended with the suspension does not come back.
Locks: the account.';
--> statement-breakpoint
COMMENT ON FUNCTION ask_correction IS 'Asks for a correction of a wallet, once for each id. No money moves before somebody else decides.
Locks: nothing beyond its row.';
--> statement-breakpoint
COMMENT ON FUNCTION decide_correction IS 'Books a correction of a wallet that somebody else has asked for, or rejects it, once. A wallet never falls below zero.
Locks: the wallet, then the correction.';
