// Bundled, they take little more than half the bytes that they take separately.
import "../tickets/tickets.css";
import "../orders/order.css";
import "../wallet/wallet.css";
import "../account/profile.css";
import "../checkout/checkout.css";
import "../checkout/payment.css";
import "../legal/legal.css";
