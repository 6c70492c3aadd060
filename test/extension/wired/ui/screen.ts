// A screen that gives its connection to the test.

import { connectUi } from "../../../../extension/ui/connect.ts";

const wallet = connectUi();
const seen = { views: 0, states: [] as string[] };
wallet.onView(() => {
	seen.views++;
});
wallet.onConnection((state) => seen.states.push(state));
Object.assign(window, { wallet, seen });
