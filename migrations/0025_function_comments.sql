-- What each function guarantees and in which order it locks. The comment travels with the function, and docs/schema
-- shows it. A migration that defines a function again comments on it again.
COMMENT ON FUNCTION refuse_change() IS 'Refuses every UPDATE, DELETE and TRUNCATE of the table whose trigger calls it.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION gateway_account() IS 'Is the ledger account of the payment gateway: money that fans pay in comes from it.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION fees_account() IS 'Is the ledger account that booking fees go to.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION bank_account() IS 'Is the ledger account of our bank, into which the gateway pays out.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION gateway_fees_account() IS 'Is the ledger account of what the gateway keeps for its service.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION vouchers_account() IS 'Is the ledger account that pays for redeemed vouchers.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION refunds_due_account() IS 'Is the ledger account of money on its way back to cards and bank accounts.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION refusal(text, text) IS 'Builds a refusal as the contract writes it.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION done(jsonb) IS 'Builds the answer of an act that succeeded.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION epoch_ms(timestamptz) IS 'Converts a time to Unix milliseconds, rounded to the nearest.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION utc_text(timestamptz) IS 'Writes a time in UTC as ISO 8601 with milliseconds.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION order_receipt(uuid, boolean) IS 'Answers for an order that exists, in the same words as the purchase that made it.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION purchase(uuid, text, uuid, uuid, uuid, text, text, bytea, int[], text[], text[], bigint[], bigint[], bigint[], text[], jsonb, uuid) IS 'Pays for one hold from the wallet: debit, ledger, order, seats, coupon and settlement are written together or not at all. A refusal leaves nothing behind, and the same key with the same request answers with the same order. A seat that is sold already raises order_seat_live, which undoes the whole statement.
Locks: the wallet, then the coupon, then the settlement of the hold, then the live seats.';
--> statement-breakpoint
COMMENT ON FUNCTION void_hold(uuid) IS 'Ends a hold without a sale, unless the hold has been sold: then it answers with the order and the seats that the order still has. A coupon reserved by a payment for this hold comes back.
Locks: the settlement of the hold, then the coupon. That is the reverse of purchase, so the two can deadlock over one hold with a coupon; the caller repeats a statement that Postgres ended for that.';
--> statement-breakpoint
COMMENT ON FUNCTION payment_row(payment) IS 'Shows a payment as the Worker reads it, with the sum that has been refunded.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION start_top_up(uuid, uuid, bigint, text, text, bytea) IS 'Begins one top-up for each Idempotency-Key, however often and however simultaneously it is asked. No money moves.
Locks: the Idempotency-Key alone.';
--> statement-breakpoint
COMMENT ON FUNCTION settle_top_up(uuid, uuid, text, bigint, text, jsonb) IS 'Records how a top-up ended. The wallet is credited once, by the step to paid, and no later message leads away from paid.
Locks: the payment, then the wallet. No function locks a top-up after a wallet, so this order is safe.';
--> statement-breakpoint
COMMENT ON FUNCTION rotate_refresh(bytea, bytea, timestamptz) IS 'Exchanges a refresh token for its successor once. A second use ends the whole session, unless it comes within ten seconds and the successor is unused: then two tabs have raced, and the caller tries again.
Locks: the refresh token, then the session.';
--> statement-breakpoint
COMMENT ON FUNCTION create_plan(uuid, text, jsonb, int, uuid, text) IS 'Adds a plan to a venue as its next revision, unless the venue has that plan already. Two plans of one venue never get the same revision.
Locks: the venue.';
--> statement-breakpoint
COMMENT ON FUNCTION verify_presale(uuid, uuid, bytea, timestamptz) IS 'Grants an account the presales of a schedule that are not over, by a code or by the lists that have its e-mail address. A code is never used more often than it may be, and asking again uses nothing up.
Locks: the code, then the grant.';
--> statement-breakpoint
COMMENT ON FUNCTION credit_wallet(uuid, text, uuid, bigint, text, uuid, uuid) IS 'Adds money to a wallet together with its line in the ledger. A wallet in another currency raises an error.
Locks: the wallet, which the caller has locked before.';
--> statement-breakpoint
COMMENT ON FUNCTION take_coupon(uuid, uuid, uuid, timestamptz) IS 'Reserves a coupon for an order and returns null, or returns the reason for not doing so and writes nothing. A coupon is never used more often than its two limits allow.
Locks: the coupon, if it has a limit for all accounts together. The caller has locked the wallet, so that the orders of one account are counted one after the other.';
--> statement-breakpoint
COMMENT ON FUNCTION give_back_coupon(uuid) IS 'Gives back the coupon that an order had reserved, once; an order without a coupon is left alone.
Locks: the use of the coupon, then the coupon.';
--> statement-breakpoint
COMMENT ON FUNCTION redeem_voucher(uuid, text, timestamptz) IS 'Pays the money of a voucher into the wallet of the first account that redeems it, once. The same account gets the same answer again.
Locks: the wallet, then the voucher.';
--> statement-breakpoint
COMMENT ON FUNCTION record_gateway_settlement(text, text, bigint, bigint, text, jsonb) IS 'Books a payout of the gateway and the fee that the gateway kept, once for each reference. The same reference with other amounts is refused.
Locks: the reference of the payout alone.';
--> statement-breakpoint
COMMENT ON FUNCTION note_payment() IS 'Keeps each status, reason and issue that a payment has gone through.
Locks: nothing beyond the payment that is being written.';
--> statement-breakpoint
COMMENT ON FUNCTION start_card_payment(uuid, uuid, uuid, uuid, uuid, text, text, text, jsonb, jsonb, text, bytea, bigint) IS 'Begins one payment through the gateway for each Idempotency-Key, keeps the order as it will be, and reserves its coupon. No money moves; the part that the wallet pays is only checked to be there.
Locks: the wallet, then the coupon.';
--> statement-breakpoint
COMMENT ON FUNCTION take_seats(payment, uuid, text) IS 'Makes the order of a payment with its seats and returns null, or returns the reason for not doing so and writes nothing. A coupon that the payment no longer has is reserved again first.
Locks: the coupon, then the settlement of the hold, then the live seats. The caller has locked the wallet and the payment.';
--> statement-breakpoint
COMMENT ON FUNCTION card_settlement(payment) IS 'Answers how a payment for an order stands: the order and the seats that it still has, and the refund that is due when the payment bought nothing.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION settle_card_payment(uuid, uuid, text, text, bigint, text, text, jsonb, jsonb, text, uuid) IS 'Records how a payment for an order ended, once. Money that arrived makes the order, and takes the part of the wallet in the same statement; if the order can no longer be made, all of the money that arrived becomes a refund that is due. Another amount or another key is only noted as the issue of the payment.
Locks: the wallet, then the payment, then the coupon, then the settlement of the hold, then the live seats.';
--> statement-breakpoint
COMMENT ON FUNCTION send_back(payment, text) IS 'Books the money of a payment that bought nothing and makes one refund of all of it that is due to where it came from.
Locks: nothing. The caller has locked the payment.';
--> statement-breakpoint
COMMENT ON FUNCTION refund_row(refund) IS 'Shows a refund as the Worker reads it, with the number of a bank account masked.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION settle_refund(uuid, text, text, jsonb) IS 'Records how the gateway answered a refund, once. A refund that the gateway refuses for good goes to the wallet instead; one without an answer stays due.
Locks: the wallet, then the refund, then the payment.';
--> statement-breakpoint
COMMENT ON FUNCTION give_back(customer_order, uuid, jsonb, text, text) IS 'Gives tickets of an order back: frees their seats, and books for each ticket exactly what was paid, kept and returned; other tickets or other sums raise an error. What was paid partly by card and partly from the wallet makes two refunds: the card gets its part first, with the amounts of the tickets in its lines, and the lines of the rest for the wallet name the seats alone. By the missing refundMinor others know the second one, so that no message and no amount counts twice.
Locks: the seats, the order and the wallet. The caller has locked the wallet, then the order.';
--> statement-breakpoint
COMMENT ON FUNCTION cancellation(refund, boolean) IS 'Answers for a cancellation in the same words the first time and every time it is asked for again, with the tickets that the order still has.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION cancel_seats(uuid, uuid, uuid, text, bytea, jsonb, text, text, timestamptz, timestamptz, jsonb) IS 'Cancels tickets of an order once, however often it is asked. Refund lines that were worked out for another start of the show, or for tickets that are gone, change nothing. The bank account is kept only for a refund of a virtual account that is due.
Locks: the wallet, then the order, then its seats.';
--> statement-breakpoint
COMMENT ON FUNCTION show_cancellation_state(uuid, int) IS 'Counts the orders, tickets and money that the cancellation of a show still has to give back, or would have to before it is begun.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION begin_show_cancellation(uuid, text, int, uuid, text) IS 'Ends the sale of a show for good and writes that to the audit log, once. No money moves.
Locks: the schedule, then its cancellation.';
--> statement-breakpoint
COMMENT ON FUNCTION continue_show_cancellation(uuid, int) IS 'Refunds a batch of orders of a cancelled show in full, each to where it was paid from, and pays the compensation into the wallet. An order is refunded once, so the batches may stop and go on at any time.
Locks: for each order, by account and then by order id: the wallet, the order, its seats and its coupon. The batch keeps them until its end, so a purchase with the same coupon can deadlock with it; the caller repeats a statement that Postgres ended for that.';
--> statement-breakpoint
COMMENT ON FUNCTION ko_jamo(text) IS 'Writes a text as its letters for the search: lower case, no spaces or marks, Hangul taken apart, and final consonants written as initial ones.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION ko_cho(text) IS 'Writes a text as the first consonants of its Hangul syllables for the search, and keeps everything else as it is.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION masked(text, int, int) IS 'Masks the digits of a number except for those at its two ends.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION masked_account(jsonb) IS 'Masks a bank account: the last four digits of its number and the first character of the holder remain.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION forget_receipt_number() IS 'Masks the number of a cash receipt once its payment has ended.
Locks: nothing beyond the payment that is being written.';
--> statement-breakpoint
COMMENT ON FUNCTION forget_refund_account() IS 'Masks the bank account of a refund once the refund is done.
Locks: nothing beyond the refund that is being written.';
--> statement-breakpoint
COMMENT ON FUNCTION outbox_id(jsonb, text) IS 'Reads an id from a payload, or null when there is none or it is not an id, so that one bad row never stops the others.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION tell_refund() IS 'Writes the message about a refund in the transaction that did the refund, or that moved it from the card to the wallet.
Locks: nothing beyond the refund that is being written.';
--> statement-breakpoint
COMMENT ON FUNCTION tell_payment() IS 'Writes the message about a paid top-up, an awaited deposit or an expired deposit in the transaction that changed the payment.
Locks: nothing beyond the payment that is being written.';
--> statement-breakpoint
COMMENT ON FUNCTION join_waitlist(uuid, uuid, text[], int, boolean, timestamptz) IS 'Adds an account to the waitlist of a schedule, or changes the zones and seats of an account that waits already and keeps its rank. An account has one live entry, and an entry with an open offer stays as it is.
Locks: the live entry of the account.';
--> statement-breakpoint
COMMENT ON FUNCTION move_waitlist(uuid, jsonb, jsonb, timestamptz) IS 'Ends offers and makes the next ones together with their messages, each once. An offer that was paid for counts as bought, whatever the schedule says; an account that lets an offer pass waits again at the end, and leaves the waitlist the third time.
Locks: the offers that end, then their entries, then the entries that get an offer. One schedule object is the only caller for its schedule.';
--> statement-breakpoint
COMMENT ON FUNCTION refund_wallet_part(refund) IS 'Counts the part of a cancellation that went to the wallet at once, beside the part that this refund returns to the card.
Locks: nothing.';
--> statement-breakpoint
COMMENT ON FUNCTION require_live_session(uuid) IS 'Raises FR001 when the session has ended, which stops the batch and everything the batch would write.
Locks: nothing.';
