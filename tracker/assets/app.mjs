// Marks the page as scripted, then starts what GOV.UK Frontend finds on it.
import { initAll } from "govuk-frontend";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
