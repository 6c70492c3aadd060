// The maker's own library for a Ledger, which is given what was recorded and stops at any other byte.

import { createRequire } from "node:module";

// Their modules for Node are the CommonJS ones.
const require = createRequire(import.meta.url);
const {
	default: Eth,
}: typeof import("@ledgerhq/hw-app-eth") = require("@ledgerhq/hw-app-eth");
export const {
	RecordStore,
	openTransportReplayer,
}: typeof import("@ledgerhq/hw-transport-mocker") = require("@ledgerhq/hw-transport-mocker");
export const {
	default: framing,
}: typeof import("@ledgerhq/hw-transport-webhid/hid-framing") = require("@ledgerhq/hw-transport-webhid/hid-framing");

/** @param servers where it asks for what it shows; its own where nothing is said */
export const replayed = async (
	said: readonly string[],
	servers?: ConstructorParameters<typeof Eth>[2],
) => {
	const store = RecordStore.fromString(said.join("\n"));
	const transport = await openTransportReplayer(store);
	return { store, eth: new Eth(transport, undefined, servers) };
};
