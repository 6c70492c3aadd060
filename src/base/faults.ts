// Every fault code there is: its kind, what it says to a person, and what the person can do.
// A code is added here first. The adversary suite fails for a `disproved` code that no test provokes.

export type FaultKind =
	| "malformed" // bytes do not decode: drop the source
	| "disproved" // a check failed: never retry this source, show it, sign nothing
	| "unsupported" // we cannot verify this method or chain: say so, pass nothing through
	| "unproven" // not known yet: wait or ask elsewhere
	| "unavailable" // network or storage: back off, retry
	| "refused" // the user or a policy said no
	| "busy" // above a share of ours, or the same question waits already: try later, and blame no endpoint
	| "internal"; // our bug

type Entry = {
	readonly kind: FaultKind;
	/** One plain sentence, for a person. */
	readonly says: string;
	/** One plain sentence: what to do now. */
	readonly todo: string;
};

const entry = (kind: FaultKind, says: string, todo: string): Entry => ({
	kind,
	says,
	todo,
});

const putAside =
	"This endpoint is put aside. Nothing to do if you have another one; else add one in Settings.";

export const faults = {
	// --- bytes that do not decode
	"bad-json": entry(
		"malformed",
		"The answer is not the JSON it should be.",
		putAside,
	),
	"bad-ssz": entry("malformed", "The answer is not valid SSZ.", putAside),
	"bad-rlp": entry("malformed", "The answer is not canonical RLP.", putAside),
	"bad-field": entry(
		"malformed",
		"A field of the answer has the wrong shape.",
		putAside,
	),
	"bad-params": entry(
		"malformed",
		"The request has a field of the wrong shape.",
		"Correct the field that is named below. Where a site asked, the site has to.",
	),
	"bad-file": entry(
		"malformed",
		"The file is not one Sextant wrote, or it was changed.",
		"Export it again and import the new file.",
	),
	"too-large": entry(
		"malformed",
		"The answer is larger than any true answer can be.",
		putAside,
	),

	// --- the L1 light client
	"bootstrap-root": entry(
		"disproved",
		"The starting data does not belong to the checkpoint you accepted.",
		putAside,
	),
	"committee-branch": entry(
		"disproved",
		"The sync committee is not the one the signed state commits to.",
		putAside,
	),
	"finality-branch": entry(
		"disproved",
		"The finalized header is not the one the signed state commits to.",
		putAside,
	),
	"execution-branch": entry(
		"disproved",
		"The execution header does not belong to the beacon block.",
		putAside,
	),
	"update-order": entry(
		"disproved",
		"The slots of the update are in an impossible order.",
		putAside,
	),
	"update-shape": entry(
		"disproved",
		"The update carries data its fork does not allow there.",
		putAside,
	),
	"too-few-signers": entry(
		"disproved",
		"Less than two thirds of the sync committee signed.",
		"Wait. If it lasts, Ethereum itself may be in trouble.",
	),
	"committee-signature": entry(
		"disproved",
		"The sync committee's signature is wrong.",
		putAside,
	),
	"committee-aggregate": entry(
		"disproved",
		"The committee's aggregate key is not the sum of its keys.",
		putAside,
	),
	"wrong-period": entry(
		"disproved",
		"The update belongs to a committee period that does not follow ours.",
		putAside,
	),
	"handover-program": entry(
		"disproved",
		"The handover is proved by another program than the ones known for this network.",
		"Nothing to do: the committees are followed one by one.",
	),
	"handover-verifier": entry(
		"unsupported",
		"The handover's proof is for a verifier that is not used, or no longer.",
		"Nothing to do: the committees are followed one by one.",
	),
	"handover-open": entry(
		"unsupported",
		"The handover's program does not check which program made the proof it continues, so where it starts is not proved.",
		"Nothing to do: the committees are followed one by one.",
	),
	"handover-void": entry(
		"disproved",
		"The handover hands the committee over to nobody, or to itself.",
		"Nothing to do: the committees are followed one by one.",
	),
	"handover-committee": entry(
		"disproved",
		"The handover starts from another committee than the verified one.",
		"Nothing to do: the committees are followed one by one.",
	),
	"handover-domain": entry(
		"disproved",
		"The handover was signed for another chain or another fork.",
		"Nothing to do: the committees are followed one by one.",
	),
	"handover-keys": entry(
		"disproved",
		"The keys are not those of the committee that the handover names.",
		"Nothing to do: the committees are followed one by one.",
	),
	"handover-proof": entry(
		"disproved",
		"The handover's validity proof is wrong.",
		"Nothing to do: the committees are followed one by one.",
	),
	"against-final": entry(
		"disproved",
		"The header contradicts one that is already final.",
		putAside,
	),
	conflict: entry(
		"disproved",
		"Two thirds of the committee signed two conflicting histories.",
		"Signing has stopped. Compare checkpoints with people you trust, then accept a new one.",
	),
	"checkpoint-age": entry(
		"refused",
		"The checkpoint is too old to start from safely.",
		"Fetch a fresh checkpoint or enter one from a source you trust.",
	),
	"checkpoint-quorum": entry(
		"unproven",
		"Most of the providers do not agree on one checkpoint.",
		"Try again in a few minutes, change the providers or enter a checkpoint yourself.",
	),
	"too-few-providers": entry(
		"refused",
		"A checkpoint is taken from three independent providers at least, and there are fewer.",
		"Add beacon endpoints that other companies run, or enter a checkpoint yourself.",
	),
	"future-header": entry(
		"unproven",
		"The header is signed for a time that has not come.",
		"Check this device's clock.",
	),
	clock: entry(
		"refused",
		"This device's clock disagrees with what the committee signed.",
		"Set the clock. Signing is stopped until both agree.",
	),
	"other-chain": entry(
		"disproved",
		"The endpoint serves another chain.",
		putAside,
	),
	"unknown-fork": entry(
		"unsupported",
		"The chain has forked in a way this release does not know.",
		"Update Sextant or import the new network file.",
	),

	// --- state under a verified root
	"header-hash": entry(
		"disproved",
		"The block header does not have the hash it should have.",
		putAside,
	),
	"parent-hash": entry(
		"disproved",
		"The header is not the parent of the one it was given for.",
		putAside,
	),
	"mpt-node": entry(
		"disproved",
		"A node of the Merkle proof does not have the hash its parent names.",
		putAside,
	),
	"mpt-missing": entry(
		"disproved",
		"The Merkle proof stops before it proves anything.",
		putAside,
	),
	"mpt-unused": entry(
		"disproved",
		"The Merkle proof carries nodes that are not on the path.",
		putAside,
	),
	"mpt-canonical": entry(
		"disproved",
		"A node of the Merkle proof is not in canonical form.",
		putAside,
	),
	"proof-value": entry(
		"disproved",
		"The endpoint states a value that its own proof contradicts.",
		putAside,
	),
	"code-hash": entry(
		"disproved",
		"The code is not the one the account commits to.",
		putAside,
	),
	"transactions-root": entry(
		"disproved",
		"The list of transactions is not the one the header commits to.",
		putAside,
	),
	"receipts-root": entry(
		"disproved",
		"The list of receipts is not the one the header commits to.",
		putAside,
	),
	"no-proof-window": entry(
		"unproven",
		"The endpoint does not serve proofs for a block that can be verified.",
		"Add an endpoint that serves proofs (eth_getProof) for recent blocks.",
	),
	"not-anchored": entry(
		"unproven",
		"No signed header commits to this block yet.",
		"Wait for the next signed header.",
	),
	"not-synced": entry(
		"unproven",
		"The light client has not reached the head yet.",
		"Wait until the sync is done.",
	),
	"stale-head": entry(
		"unproven",
		"No new signed header has come for too long.",
		"Your endpoints stopped answering. Check your connection, then retry.",
	),

	// --- rollups
	"l2-unknown-code": entry(
		"unsupported",
		"The rollup's contract on L1 has code this release does not know.",
		"New orders on this rollup are stopped. Exits stay open. Update Sextant.",
	),
	"l2-root-unproposed": entry(
		"unproven",
		"A root is claimed on L1, but nobody we can hold to it stands behind it.",
		"Wait until it is unchallenged for long enough, or the sequencer signs it.",
	),
	"l2-preimage": entry(
		"disproved",
		"The rollup block is not the one the root on L1 commits to.",
		putAside,
	),
	"l2-game": entry(
		"disproved",
		"The dispute game is not one the rollup's factory made.",
		putAside,
	),
	"sequencer-signature": entry(
		"disproved",
		"The block is not signed by the rollup's sequencer.",
		putAside,
	),

	"l2-batch": entry(
		"disproved",
		"The rollup's batches are not the ones that L1 keeps the hashes of.",
		putAside,
	),
	"l2-account": entry(
		"disproved",
		"The path that was given for the account does not lead to the rollup's root.",
		putAside,
	),
	"l2-other-account": entry(
		"disproved",
		"The endpoint proves another account than the one that was asked for.",
		putAside,
	),
	"blob-commitment": entry(
		"disproved",
		"The batch's data is not the blob that L1 was given.",
		putAside,
	),
	"blob-data": entry(
		"disproved",
		"The batch's blob holds other operations than its proof is about.",
		"Do not rely on this rollup's data. The root itself is proved apart from it.",
	),
	"data-missing": entry(
		"unavailable",
		"The batch's data could not be read.",
		"Add another endpoint of the rollup. Without its data nobody can go on if the operator stops.",
	),

	"l2-frozen": entry(
		"refused",
		"The rollup is frozen on L1: it takes no operation any more.",
		"Nothing can be sent there. What you own can be taken out on L1 by proof against its last root.",
	),
	"exit-evidence": entry(
		"disproved",
		"The evidence for an exit does not belong to the root that L1 holds.",
		"It is not used. Another endpoint or an older file may have what is needed.",
	),
	"l2-no-account": entry(
		"unproven",
		"No endpoint shows an account of this address on the rollup.",
		"It needs a deposit first, and that deposit a proven batch.",
	),

	// --- validity proofs checked again
	"recheck-failed": entry(
		"disproved",
		"The validity proof that L1 accepted does not hold.",
		"Signing on this rollup has stopped. Keep the evidence and tell others.",
	),
	"recheck-point": entry(
		"disproved",
		"The validity proof has a coordinate that is not canonical.",
		putAside,
	),
	"recheck-input": entry(
		"disproved",
		"A public input of the validity proof is not below the field's order.",
		"Signing on this rollup has stopped. Keep the evidence and tell others.",
	),
	"recheck-batch": entry(
		"disproved",
		"The validity proof is given for another batch.",
		putAside,
	),
	"recheck-program": entry(
		"disproved",
		"The validity proof is given for another program than the profile's.",
		putAside,
	),
	"recheck-gap": entry(
		"unproven",
		"Between the root that is known to be valid and this one lies a part whose proofs were not checked here.",
		"Import a newer profile of this rollup from somebody you trust.",
	),
	"not-rechecked": entry(
		"unproven",
		"The validity proof of the newest root was not checked here yet.",
		"Wait until its proof is found and checked.",
	),
	"replay-route": entry(
		"unsupported",
		"L1 names no verifier for this proof.",
		"The proof is not checked again here.",
	),
	"replay-frozen": entry(
		"unsupported",
		"The verifier of this proof is switched off on L1.",
		"New orders on this rollup are stopped. Exits stay open.",
	),

	// --- orders, evidence, keys
	"evidence-step": entry(
		"disproved",
		"A step of the evidence does not follow from the steps before it.",
		"Do not rely on this file.",
	),
	"evidence-anchor": entry(
		"unproven",
		"The evidence is consistent but starts from a checkpoint you did not accept.",
		"Compare its checkpoint with one you trust.",
	),
	"evidence-binding": entry(
		"disproved",
		"The evidence was made for another site or another challenge.",
		"Ask the wallet again.",
	),
	"order-evidence": entry(
		"refused",
		"A field of the order does not match what its evidence proves.",
		"Make the order again.",
	),
	"order-stale": entry(
		"refused",
		"What the order rests on is too old now.",
		"Make the order again.",
	),
	"order-funds": entry(
		"refused",
		"The proven balance does not cover the amount and the highest fee.",
		"Send less.",
	),
	"order-nonce": entry(
		"refused",
		"The next nonce is not certain.",
		"Wait until your earlier transaction is proved.",
	),
	"order-waits": entry(
		"refused",
		"An order of yours still waits for your decision, and the place of the next one follows from it.",
		"Decide on it or drop it: it stands on the first screen.",
	),
	"receipt-missing": entry(
		"unproven",
		"This transaction's number is used up on its chain, and no endpoint shows its receipt. Either it happened, or another transaction took its place.",
		"Look at the recipient's balance before you send again. You can put it away.",
	),
	"too-many-orders": entry(
		"refused",
		"Too many transactions of this account are under way.",
		"Open Orders: wait until some are over, and put those away that are.",
	),
	"order-fee": entry(
		"refused",
		"The fee is outside what the proved base fee allows.",
		"Make the order again.",
	),
	"order-unknown": entry(
		"refused",
		"There is no such order, or it was already decided.",
		"Make the order again.",
	),
	"order-changed": entry(
		"refused",
		"What the order rests on has changed since you read it, so your yes was to something else.",
		"Nothing was signed. Read it again: what changed stands at the top.",
	),
	"order-delegated": entry(
		"refused",
		"This account runs code, so nothing bounds what it can spend.",
		"Remove the delegation first.",
	),
	"exit-recipient": entry(
		"refused",
		"This step of an exit would pay somebody else.",
		"Do not sign it. Begin the exit again from this wallet.",
	),
	"exit-amount": entry(
		"refused",
		"The account does not have that much on the rollup, by the newest state that is proved.",
		"Ask for less, or try again when a newer root on Ethereum shows more.",
	),
	"exit-simulation": entry(
		"refused",
		"The step was tried on the proved state and fails there, so it was not offered.",
		"Look at the journey again: it may be too early, or somebody may have done the step already.",
	),
	"wrong-password": entry(
		"refused",
		"The password does not open this vault.",
		"Try again.",
	),
	"bad-phrase": entry(
		"refused",
		"These words are not a valid recovery phrase.",
		"Check each word and the order.",
	),
	"weak-password": entry(
		"refused",
		"The password is too short.",
		"Use at least 8 characters.",
	),
	locked: entry("refused", "The wallet is locked.", "Unlock it first."),
	"no-vault": entry(
		"refused",
		"There is no key in this wallet yet.",
		"Create or import a recovery phrase first.",
	),
	"has-vault": entry(
		"refused",
		"There is a key in this wallet already.",
		"Unlock it. Remove the extension first if you want another one.",
	),
	"user-refused": entry("refused", "You said no.", "Nothing was signed."),
	"asked-lately": entry(
		"refused",
		"The site was refused a moment ago, so you were not asked again.",
		"Wait a little, or let it ask again in Settings.",
	),
	"site-blocked": entry(
		"refused",
		"You have blocked this site.",
		"Unblock it in Settings.",
	),
	"not-permitted": entry(
		"refused",
		"The site has no permission for this.",
		"Connect the site first.",
	),
	"signing-stopped": entry(
		"refused",
		"Signing is stopped.",
		"Read the reason on the first screen.",
	),

	// --- what we do not do
	"unverifiable-method": entry(
		"unsupported",
		"Sextant cannot verify the answer to this method yet, so it gives none.",
		"The site can use a method that can be verified.",
	),
	"vm-unsupported": entry(
		"unsupported",
		"The chain runs code in a way that this wallet's own machine does not.",
		"Nothing is said of this call. Update Sextant.",
	),
	"token-no-code": entry(
		"unsupported",
		"There is no contract at this address.",
		"Check the address, and that the token is on this chain.",
	),
	"not-a-token": entry(
		"unsupported",
		"This contract does not answer as a token does.",
		"Check the address. It may be a contract of another kind.",
	),
	"too-many-tokens": entry(
		"refused",
		"The list of tokens is full.",
		"Remove one that you do not need, then add this one.",
	),
	"evm-bounds": entry(
		"unsupported",
		"The code asks for more than is run on this device.",
		"The site can ask for less at once.",
	),
	"call-reverted": entry(
		"refused",
		"The contract refuses this call.",
		"Read its reason. Nothing was sent.",
	),
	"call-failed": entry(
		"refused",
		"This call cannot succeed as it is.",
		"The site has to change it. Nothing was sent.",
	),
	"replay-impure": entry(
		"unsupported",
		"The verifier does more than compute, so running it alone proves nothing.",
		"The proof is not checked again here. Update Sextant.",
	),
	"unknown-chain": entry(
		"unsupported",
		"Sextant does not follow this chain.",
		"Import a network file for it.",
	),
	"network-unconfirmed": entry(
		"refused",
		"This network's file was not confirmed on this device, or it is not the one that was.",
		"Open Sextant and confirm the network: it shows what the file says before anything rests on it.",
	),
	"network-refused": entry(
		"refused",
		"This network file cannot be taken.",
		"The words below say what stands in the way. Ask whoever made the file for another one, or forget a network you no longer use.",
	),
	"not-followed": entry(
		"unavailable",
		"No endpoint is chosen for this chain.",
		"Choose endpoints in Settings.",
	),

	// --- the world outside
	unreachable: entry(
		"unavailable",
		"The endpoint does not answer.",
		"Check the connection or add another endpoint.",
	),
	"too-slow": entry(
		"unavailable",
		"The endpoint takes too long.",
		"Check the connection or add another endpoint.",
	),
	"http-status": entry(
		"unavailable",
		"The endpoint answered with an error.",
		"Try again later or add another endpoint.",
	),
	"rpc-error": entry(
		"unavailable",
		"The endpoint refused the request.",
		"Try again later or add another endpoint.",
	),
	"host-denied": entry(
		"unavailable",
		"The browser has no permission to reach this endpoint.",
		"Allow it in Settings.",
	),
	storage: entry(
		"unavailable",
		"The browser's storage does not answer.",
		"Free some space and start the browser again.",
	),
	"too-many": entry(
		"busy",
		"Too much is being asked at once.",
		"Wait a moment.",
	),
	cancelled: entry("unavailable", "The work was stopped.", "Start it again."),

	// --- how the heavy checks are done
	"wasm-refused": entry(
		"unsupported",
		"This browser does not run this WebAssembly module.",
		"Nothing to do: the same is checked in another way, more slowly.",
	),
	"wasm-shape": entry(
		"internal",
		"A WebAssembly module of this release is not the one it should be.",
		"Install Sextant again.",
	),
	"kernel-unsound": entry(
		"unsupported",
		"This device computes wrongly with one of the faster ways to check.",
		"Nothing to do: that way is not used.",
	),

	// --- exits
	"exit-unknown": entry(
		"refused",
		"This exit is not on this device.",
		"Import its file, or begin it anew.",
	),
	"exit-way": entry(
		"unsupported",
		"This release of Sextant does not know this way out.",
		"Go on with the release it was begun with. Nothing is lost: what is on L1 stays there.",
	),
	"exit-not-now": entry(
		"unproven",
		"There is nothing to sign at this step now.",
		"The map says what it waits for.",
	),
	"exit-moved": entry(
		"refused",
		"Ethereum has moved on since this step was made ready, and another takes its place.",
		"Look at the step as it is now, and sign that one.",
	),
	"exit-drill": entry(
		"refused",
		"A rehearsal is for test networks, with a small sum.",
		"On a network where coins have value, begin the exit itself.",
	),
	"exit-other": entry(
		"refused",
		"This file is for an account or a network that is not here.",
		"Choose its network, or open the wallet that has its account.",
	),
	"receipt-elsewhere": entry(
		"unproven",
		"This was signed on another device, and what it rested on stayed there.",
		"Export its receipt on the device that signed it. What became of it on Ethereum is proved here all the same.",
	),

	internal: entry(
		"internal",
		"Sextant made a mistake.",
		"Please report it with the words below.",
	),
} as const satisfies Record<string, Entry>;

export type FaultCode = keyof typeof faults;
