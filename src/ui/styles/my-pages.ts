// Together they travel in little more than half of what each would weigh by itself.
import "../tickets/tickets.css";
import "../orders/order.css";
import "../wallet/wallet.css";
import "../account/profile.css";
import "../checkout/checkout.css";
import "../checkout/payment.css";
