// The signer of the command line: the same that the extension runs, in this process, behind a line of its own. Its phrase comes
// from a file or the environment for one run; nothing of it is written anywhere. The only file of this room that knows it.

import { readFile } from "node:fs/promises";
import type { Hex } from "../base/bytes.ts";
import { nobleKernel } from "../proof/noble.ts";
import { type Caller, connect, type Port } from "../protocol/channel.ts";
import { keys } from "../protocol/methods.ts";
import type { NetworkReviewView } from "../protocol/network-review.ts";
import { deriveAccounts } from "../signer/phrase.ts";
import { openSigner } from "../signer/signer.ts";
import type { Clock } from "../source/ports.ts";
import { wire } from "./wire.ts";

export type OwnSigner = {
	readonly ask: Caller<typeof keys>;
	readonly close: () => void;
};

/** Answers the engine on the port, and the person through `ask`. */
export const openOwnSigner = (clock: Clock, engine: Port): OwnSigner => {
	let session: string | null = null;
	const signer = openSigner({
		kernel: nobleKernel,
		clock,
		engine,
		registry: () =>
			readFile(new URL("../clear/registry.lzma", import.meta.url)),
		session: {
			get: async () => session,
			set: async (key) => {
				session = key;
			},
			clear: async () => {
				session = null;
			},
		},
	});
	const line = wire();
	signer.serveKeys(line.ends[1]);
	return {
		ask: connect(line.ends[0], keys),
		close: () => {
			line.cut();
			signer.close();
		},
	};
};

/**
 * The person who named the file accepts it, all that it says; on disk, or kept for the first vault, when it resolves.
 * @returns the review that was accepted
 * @throws bad-file, network-refused, locked
 */
export const acceptNetwork = async (
	ask: Caller<typeof keys>,
	file: string,
): Promise<NetworkReviewView> => {
	const review = await ask("network.review", { file });
	const confirmed = review.groups.map(({ id }) => id);
	await ask("network.accept", { file, hash: review.hash, confirmed });
	return review;
};

/** The first account of a phrase, which is the one a vault holds. */
export const accountOfPhrase = async (phrase: string): Promise<Hex> => {
	const [account] = await deriveAccounts(phrase, 1);
	if (account === undefined) throw new RangeError('"phrase" has no account');
	account.privateKey.fill(0);
	return account.address;
};
