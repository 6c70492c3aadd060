// Which owners agreed to a Safe's transactions by transactions of their own, as contracts do that are owners: the Safe keeps that in a
// slot for each owner and hash, and those are read by proof.

import type { Hex } from "../../base/bytes.ts";
import { saysOthersAgreed } from "../../evidence/safe-signatures.ts";
import { readSafeExecution, safeTxHash } from "../../evidence/safe-tx.ts";
import type { SafeState } from "../../state/safe.ts";
import { approvedSlot } from "../../state/safe-layout.ts";
import { type Reader, readOne } from "../reader.ts";
import { proveSafe, type SafePlaces } from "../safe-read.ts";

/** Slots that are asked for at a look: what comes first in turn comes first. */
const mostSlots = 64;

/** By the hash of each transaction; of those that have no room in one look nothing is known. */
export const approvalsOf = async (
	reader: Reader,
	{ address, owners }: Pick<SafeState, "address" | "owners">,
	hashes: readonly Hex[],
): Promise<ReadonlyMap<Hex, readonly Hex[]>> => {
	const room = Math.max(1, Math.floor(mostSlots / owners.length));
	const looked = hashes.slice(0, room);
	if (looked.length === 0) return new Map();
	const slots = looked.flatMap((hash) =>
		owners.map((owner) => approvedSlot(owner, hash)),
	);
	const { slots: read } = await readOne(reader, { address, slots }, "latest");
	const given = new Set(
		read.filter(({ value }) => value.word !== 0n).map(({ value }) => value.key),
	);
	return new Map(
		looked.map((hash) => [
			hash,
			owners.filter((owner) => given.has(approvedSlot(owner, hash))),
		]),
	);
};

/** With the slots that an order to carry one out needs, where it says of others that they agreed before. @throws safe-terms, safe-signature */
export const placesToExecute = async (
	reader: Reader,
	places: SafePlaces,
	{
		from,
		to,
		data,
	}: { readonly from: Hex; readonly to: Hex; readonly data: Hex },
): Promise<SafePlaces> => {
	const { tx, signatures } = readSafeExecution(data);
	if (!saysOthersAgreed(signatures, from)) return places;
	const { nonce } = (await proveSafe(reader, to, places)).value;
	return { ...places, approving: safeTxHash(reader.chainId, to, tx, nonce) };
};
