// Topic lc-mainnet: real light-client data, in every form in which it is published.

import { runChains } from "./lc-chain.ts";
import type { Topic } from "./topic.ts";

export const lcMainnet: Topic = {
	name: "lc-mainnet",
	run: (files, options) => runChains(files, options),
};
