// Every fault code there is, with its kind; src/words/ has what each says to a person, and what the person can do. A code is
// added here first. The adversary suite fails for a `disproved` code that no test provokes.

export type FaultKind =
	| "malformed" // bytes do not decode: drop the source
	| "disproved" // a check failed: never retry this source, show it, sign nothing
	| "unsupported" // we cannot verify this method or chain: say so, pass nothing through
	| "unproven" // not known yet: wait or ask elsewhere
	| "unavailable" // network or storage: back off, retry
	| "refused" // the user or a policy said no
	| "busy" // above a share of ours, or the same question waits already: try later, and blame no endpoint
	| "internal"; // our bug

export const faults = {
	// --- bytes that do not decode
	"bad-json": "malformed",
	"bad-ssz": "malformed",
	"bad-rlp": "malformed",
	"bad-field": "malformed",
	"bad-params": "malformed",
	"bad-file": "malformed",
	"too-large": "malformed",

	// --- the L1 light client
	"bootstrap-root": "disproved",
	"committee-branch": "disproved",
	"finality-branch": "disproved",
	"execution-branch": "disproved",
	"update-order": "disproved",
	"update-shape": "disproved",
	"too-few-signers": "disproved",
	"committee-signature": "disproved",
	"committee-aggregate": "disproved",
	"wrong-period": "disproved",
	"handover-program": "disproved",
	"handover-verifier": "unsupported",
	"handover-open": "unsupported",
	"handover-void": "disproved",
	"handover-committee": "disproved",
	"handover-domain": "disproved",
	"handover-keys": "disproved",
	"handover-proof": "disproved",
	"against-final": "disproved",
	conflict: "disproved",
	"checkpoint-age": "refused",
	"checkpoint-quorum": "unproven",
	"too-few-providers": "refused",
	"checkpoint-unknown": "refused",
	"future-header": "unproven",
	clock: "refused",
	"other-chain": "disproved",
	"unknown-fork": "unsupported",

	// --- state under a verified root
	"header-hash": "disproved",
	"parent-hash": "disproved",
	"mpt-node": "disproved",
	"mpt-missing": "disproved",
	"mpt-unused": "disproved",
	"mpt-canonical": "disproved",
	"proof-value": "disproved",
	"code-hash": "disproved",
	"transactions-root": "disproved",
	"receipts-root": "disproved",
	"no-proof-window": "unproven",
	"not-anchored": "unproven",
	"not-synced": "unproven",
	"stale-head": "unproven",

	// --- rollups
	"l2-unknown-code": "unsupported",
	"l2-root-unproposed": "unproven",
	"l2-preimage": "disproved",
	"l2-game": "disproved",
	"sequencer-signature": "disproved",

	"l2-batch": "disproved",
	"l2-account": "disproved",
	"l2-other-account": "disproved",
	"blob-commitment": "disproved",
	"blob-data": "disproved",
	"data-missing": "unavailable",

	"l2-frozen": "refused",
	"exit-evidence": "disproved",
	"l2-no-account": "unproven",

	// --- validity proofs checked again
	"recheck-failed": "disproved",
	"recheck-point": "disproved",
	"recheck-input": "disproved",
	"recheck-batch": "disproved",
	"recheck-program": "disproved",
	"recheck-gap": "unproven",
	"not-rechecked": "unproven",
	"replay-route": "unsupported",
	"replay-frozen": "unsupported",

	// --- orders, evidence, keys
	"evidence-step": "disproved",
	"evidence-anchor": "unproven",
	"evidence-binding": "disproved",
	"order-evidence": "refused",
	"order-stale": "refused",
	"order-funds": "refused",
	"order-nonce": "refused",
	"order-waits": "refused",
	"receipt-missing": "unproven",
	"too-many-orders": "refused",
	"order-fee": "refused",
	"order-unknown": "refused",
	"order-changed": "refused",
	"order-delegated": "refused",
	"order-unforeseen": "refused",
	"order-long": "refused",
	"order-foretold": "refused",
	"call-no-code": "refused",
	"exit-recipient": "refused",
	"exit-amount": "refused",
	"exit-simulation": "refused",
	"wrong-password": "refused",
	"bad-phrase": "refused",
	"weak-password": "refused",
	locked: "refused",
	"no-vault": "refused",
	"has-vault": "refused",
	"bad-key": "refused",
	"account-known": "refused",
	"account-unknown": "refused",
	"account-watch": "refused",
	"account-last": "refused",
	"secret-goes": "refused",
	"too-many-accounts": "refused",
	"user-refused": "refused",
	"asked-lately": "refused",
	"site-blocked": "refused",
	"not-permitted": "refused",
	"signing-stopped": "refused",

	// --- what we do not do
	"unverifiable-method": "unsupported",
	"vm-unsupported": "unsupported",
	"token-no-code": "unsupported",
	"not-a-token": "unsupported",
	"too-many-tokens": "refused",
	"evm-bounds": "unsupported",
	"call-reverted": "refused",
	"call-failed": "refused",
	"replay-impure": "unsupported",
	"unknown-chain": "unsupported",
	"ens-name": "refused",
	"ens-absent": "refused",
	"ens-offchain": "unsupported",
	"ens-answer": "unsupported",
	"ens-two-answers": "refused",
	"ens-elsewhere": "unsupported",
	"network-unconfirmed": "refused",
	"network-refused": "refused",
	"not-followed": "unavailable",

	// --- the world outside
	unreachable: "unavailable",
	"too-slow": "unavailable",
	"http-status": "unavailable",
	"rpc-error": "unavailable",
	"host-denied": "unavailable",
	storage: "unavailable",
	"too-many": "busy",
	cancelled: "unavailable",

	// --- how the heavy checks are done
	"wasm-refused": "unsupported",
	"wasm-shape": "internal",
	"kernel-unsound": "unsupported",

	// --- exits
	"exit-unknown": "refused",
	"exit-way": "unsupported",
	"exit-not-now": "unproven",
	"exit-moved": "refused",
	"exit-drill": "refused",
	"exit-other": "refused",
	"receipt-elsewhere": "unproven",

	internal: "internal",
} as const satisfies Record<string, FaultKind>;

export type FaultCode = keyof typeof faults;
