// The execution client in its own process, started with the arguments of its own command line. What stands in the way is
// put right while it loads, none of it in its files. It must not know the consensus side.

import { Common } from "@ethereumjs/common";
import { RLPx } from "@ethereumjs/devp2p";
import { paramsTx } from "@ethereumjs/tx";
import { endWithParent } from "./child.ts";
import { keepWhatIsKnown } from "./execution-memory.ts";
import { field, invoke, objectAt, patch } from "./patch.ts";

endWithParent();

// The peer-to-peer port is bound to every interface, and no option changes it.
patch(RLPx.prototype, "listen", (_original, self) =>
	invoke(field(self, "_server"), "listen", 0, "127.0.0.1"),
);

// Blob transactions need parameters that only the transaction package carries.
patch(Common.prototype, "param", (original, self, args) => {
	try {
		return original(self, args);
	} catch (thrown) {
		if (!String(thrown).includes("Missing parameter")) throw thrown;
		invoke(self, "updateParams", paramsTx);
		return original(self, args);
	}
});

// Every header and every transaction that is read merges the same parameters into its chain's again and builds them anew:
// a third of all the client's work. Where they hold these values already, and were built since the last that changed, it is
// left out: what comes out is the same.
type Merged = { version: number; held: WeakSet<object> };
const mergedInto = new WeakMap<object, Merged>();
/** Of which parameters, in which version, what `param` reads was built. */
const builtFrom = new WeakMap<object, { of: object; version: number }>();

/** Does `all` hold every value of `some`, one level down? */
const holdsAll = (all: object, some: object): boolean =>
	Object.entries(some).every(([topic, values]) =>
		Object.entries(Object(values)).every(
			([name, value]) => field(field(all, topic), name) === value,
		),
	);

patch(Common.prototype, "updateParams", (original, self, args) => {
	const given = objectAt(args, "0");
	const of = objectAt(self, "_params");
	const merged = mergedInto.get(of) ?? { version: 0, held: new WeakSet() };
	mergedInto.set(of, merged);
	if (!merged.held.has(given)) {
		if (!holdsAll(of, given)) {
			merged.version++;
			merged.held = new WeakSet();
		}
		merged.held.add(given);
	}
	const { version } = merged;
	const built = builtFrom.get(objectAt(self, "_paramsCache"));
	if (built?.of === of && built.version === version) return;
	original(self, args);
	builtFrom.set(objectAt(self, "_paramsCache"), { of, version });
});

const { Config } = await import("@ethereumjs/client/dist/esm/src/config.js");
// A block with more transactions than this is not executed when it is imported, but later or never.
Reflect.set(Config, "ENGINE_NEWPAYLOAD_MAX_TXS_EXECUTE", 100_000);

const { LevelDB } = await import(
	"@ethereumjs/client/dist/esm/src/execution/level.js"
);
const { VMExecution } = await import(
	"@ethereumjs/client/dist/esm/src/execution/vmexecution.js"
);
keepWhatIsKnown({
	database: LevelDB.prototype,
	execution: VMExecution.prototype,
	version: (parameters) => mergedInto.get(parameters)?.version ?? 0,
});

const { TxPool } = await import(
	"@ethereumjs/client/dist/esm/src/service/txpool.js"
);
// The pool knows no price of a type 4 transaction and refuses it.
patch(TxPool.prototype, "txGasPrice", (original, self, args) =>
	field(args[0], "type") === 4
		? {
				maxFee: field(args[0], "maxFeePerGas"),
				tip: field(args[0], "maxPriorityFeePerGas"),
			}
		: original(self, args),
);

/** Is the price that the sender's next transaction offers below the base fee? */
const isUnderpriced = (
	pool: object,
	pooled: unknown,
	baseFee: unknown,
): boolean => {
	if (!Array.isArray(pooled) || typeof baseFee !== "bigint") return false;
	const next: unknown = pooled
		.map((entry: unknown) => field(entry, "tx"))
		.sort((a, b) => Number(field(a, "nonce")) - Number(field(b, "nonce")))[0];
	const price = invoke(pool, "normalizedGasPrice", next);
	return typeof price === "bigint" && price < baseFee;
};

// A sender whose next transaction does not pay the base fee ends block building with a TypeError: it is passed over.
patch(TxPool.prototype, "txsByPriceAndNonce", (original, self, args) => {
	const pool = field(self, "pool");
	if (!(pool instanceof Map)) throw new Error("the pool is no Map");
	const baseFee = field(args[1], "baseFee");
	const payable = new Map(
		[...pool].filter(([, pooled]) => !isUnderpriced(self, pooled, baseFee)),
	);
	return original(Object.create(self, { pool: { value: payable } }), args);
});

const { Eth } = await import(
	"@ethereumjs/client/dist/esm/src/rpc/modules/eth.js"
);
// eth_estimateGas takes typed transactions for legacy ones.
patch(Eth.prototype, "estimateGas", (original, self, args) => {
	const [first, block]: unknown[] = Array.isArray(args[0]) ? args[0] : [];
	const call: Record<string, unknown> =
		typeof first === "object" && first !== null ? { ...first } : {};
	call.data ??= call.input;
	if (call.data === undefined) delete call.data;
	if (call.authorizationList !== undefined) call.type ??= "0x4";
	if (call.maxFeePerGas !== undefined) call.type ??= "0x2";
	delete call.nonce;
	if (call.type !== undefined && call.type !== "0x0") {
		call.maxFeePerGas ??= call.gasPrice ?? "0x174876e800";
		delete call.gasPrice;
	}
	return original(self, [[call, block]]);
});

await import("@ethereumjs/client/dist/esm/bin/cli.js");
