// The execution client in its own process, started with the arguments of its own command line. What stands in the way is
// put right while it loads, none of it in its files. It must not know the consensus side.

import { Server } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Common } from "@ethereumjs/common";
import { RLPx } from "@ethereumjs/devp2p";
import { paramsTx } from "@ethereumjs/tx";
import { keepOpen } from "../keep-open.ts";
import { endWithParent } from "./child.ts";
import { tellAuthorizations } from "./execution-answers.ts";
import { keepWhatIsKnown } from "./execution-memory.ts";
import { mergeParametersOnce } from "./execution-parameters.ts";
import { field, invoke, patch } from "./patch.ts";

endWithParent();

// The peer-to-peer port is bound to every interface, and no option changes it.
patch(RLPx.prototype, "listen", (_original, self) =>
	invoke(field(self, "_server"), "listen", 0, "127.0.0.1"),
);

patch(Server.prototype, "listen", (original, self, args) => {
	if (self instanceof Server) keepOpen(self);
	return original(self, args);
});

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

mergeParametersOnce();

const { Config } = await import("@ethereumjs/client/dist/esm/src/config.js");
// A block with more transactions than this is not executed when it is imported, but later or never.
Reflect.set(Config, "ENGINE_NEWPAYLOAD_MAX_TXS_EXECUTE", 100_000);

const { LevelDB } = await import(
	"@ethereumjs/client/dist/esm/src/execution/level.js"
);
const { VMExecution } = await import(
	"@ethereumjs/client/dist/esm/src/execution/vmexecution.js"
);
const { MetaDBManager } = await import(
	"@ethereumjs/client/dist/esm/src/util/metaDBManager.js"
);
/** The interpreter has no way out of its package but its file. */
const openInterpreter = async (): Promise<object> => {
	let place = import.meta.url;
	for (const name of ["client", "vm", "evm"])
		place = createRequire(place).resolve(`@ethereumjs/${name}`);
	const file = place.replace("/dist/cjs/index.js", "/dist/esm/interpreter.js");
	const { Interpreter }: { Interpreter: { prototype: object } } = await import(
		pathToFileURL(file).href
	);
	return Interpreter.prototype;
};
keepWhatIsKnown({
	database: LevelDB.prototype,
	facts: MetaDBManager.prototype,
	execution: VMExecution.prototype,
	interpreter: await openInterpreter(),
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

tellAuthorizations(Eth.prototype);

await import("@ethereumjs/client/dist/esm/bin/cli.js");
