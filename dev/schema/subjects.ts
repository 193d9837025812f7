/** The subjects of the books, named like the folders of src/db, each with its tables, views and functions. */
export const subjects: Record<string, string[]> = {
  money: words(`
    transfer system_account ledger_entry ledger_balance wallet credit_wallet
    gateway_account fees_account bank_account gateway_fees_account vouchers_account refunds_due_account
    customer_order order_seat order_form settlement purchase over_limits order_receipt void_hold resends_in_turn
    payment payment_event payment_notice payment_return payment_row note_payment ask_payment_now forget_receipt_number
    start_card_payment settle_card_payment card_settlement take_seats send_back
    start_top_up settle_top_up gateway_settlement record_gateway_settlement
    refund_terms keep_refund_terms booked_at bought_under free_until
    refund refund_row refund_wallet_part give_back give_back_all cancel_seats cancellation settle_refund
    refund_as_staff staff_refund pay_by_hand release_kept_seats
    refund_job refund_job_line refund_job_row plan_refund_batch run_refund_batch control_refund_job till_account tender_account
    forget_refund_account masked masked_account
    coupon coupon_use take_coupon give_back_coupon lock_coupons revise_coupon change_coupon voucher redeem_voucher`),
  counter: words(`
    shift shift_lines shift_row open_shift close_shift counter_setting counter_refusal
    order_tender counter_order ticket_proof ticket_handout ticket_raise counter_receipt take_tenders counter_sale
    collect_tickets undo_collection exchange_tickets shift_entries mind_shift till_differences_account exchanges_account`),
  catalog: words(`
    venue seat_plan plan_revision concert schedule price_zone schedule_stock create_plan ko_jamo ko_cho
    ko_words letter_places count_slips concerts_named
    is_untouched_sale move_schedule_plan
    plan_draft plan_draft_save plan_draft_snapshot draft_editor hold_plan_draft save_plan_draft delete_plan_draft
    publish_plan_draft
    concert_draft draft_told save_concert_draft publish_concert_draft is_listed is_reachable change_concert_state
    dates_to_come change_venue archive_venue
    category category_list save_categories refuse_archived_category`),
  images: words(`image images_in images_in_use note_images note_poster_text claim_unused_images`),
  imports: words(`data_import data_import_row store_import_rows add_like_date commit_import`),
  sale: words(`presale presale_code presale_member presale_grant verify_presale revise_schedule
    revise_presold_schedule revise_concert change_schedule change_presale schedule_facts
    schedule_move move_json last_move last_move_of move_state move_schedule`),
  stock: words(`stock_block stock_seat stock_facts keep_stock_change
    invitation_request invitation_guest invitation_json ask_invitations decide_invitations issue_invitation
    cancel_invitation set_invitation_approval`),
  waitlist: words(`waitlist_entry waitlist_offer join_waitlist move_waitlist`),
  people: words(`
    account account_sum account_sum_progress fold_account_sums tier_rule tier_for save_tier_rules
    suspend_account restore_account wallet_correction corrections_account ask_correction decide_correction
    session refresh_token rotate_refresh linked_identity passkey authenticator recovery_code factor_try spent_proof
    remove_way_in require_live_session wish push_subscription
    email_proof email_change consent_record known_device withdrawn_person`),
  staff: words(`organization organization_provider staff staff_invitation is_staff require_staff
    change_staff accept_invitation`),
  messages: words(
    `outbox outbox_id buyer_message buyer_message_copy sale_reminder tell_payment tell_refund`,
  ),
  admin: words(`
    audit_log security_event reconciliation show_cancellation show_cancellation_state begin_show_cancellation
    continue_show_cancellation`),
  reports: words(`
    sales_fold sales_fold_month sales_fold_year sales_fold_organization sales_fold_organization_month ledger_fold ledger_fold_organization fold_progress
    first_id_at deployment_zone foldable_until sales_facts ledger_facts fold_sales fold_again sales_tail ledger_tail saved_report report_delivery`),
  service: words(`idempotency_key begin_creation refuse_change refusal done epoch_ms utc_text`),
};

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
