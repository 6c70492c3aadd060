// The engine as it ships, on the day of the recordings: its clock begins there, and among the accounts is one that was recorded,
// as one that is only watched would be. Nobody has its key.

import { startEngine } from "../../../extension/engine/start.ts";
import { openEngine } from "../../../src/engine/engine.ts";
import type { Port } from "../../../src/protocol/channel.ts";
import { recordedAccount, recordedMs } from "./day.ts";

const { now } = Date;
const beganMs = now();
Date.now = () => recordedMs + (now() - beganMs);

type Bag = { readonly [name: string]: unknown };
const isBag = (value: unknown): value is Bag =>
	typeof value === "object" && value !== null && !Array.isArray(value);

const withAccount = (bag: unknown): unknown =>
	isBag(bag) && Array.isArray(bag.accounts) && bag.accounts.length > 0
		? { ...bag, accounts: [recordedAccount, ...bag.accounts] }
		: bag;

/** What the signer says of its accounts, with the recorded one before them. */
const watching = (port: Port): Port => ({
	...port,
	listen: (hear) =>
		port.listen((message) =>
			hear(
				isBag(message)
					? {
							...message,
							...(message.method === "vault.save" && {
								params: withAccount(message.params),
							}),
							...("ok" in message && { ok: withAccount(message.ok) }),
						}
					: message,
			),
		),
});

startEngine((ports) =>
	openEngine({ ...ports, signer: watching(ports.signer) }),
);
