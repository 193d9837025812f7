// Together they travel in little more than half of what each would weigh by itself.
import "./tickets.css";
import "./order.css";
import "./wallet.css";
import "./profile.css";
import "./checkout.css";
import "../payment/payment.css";
