// A root that the person brought: does an endpoint of theirs know a block under it? A typing error is found here, before anything
// is sealed. It makes nothing trusted: the person's yes does, and the first committee is checked against the root again then.

import { type Hex, toHex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { checkCheckpointAge } from "../l1/age.ts";
import { askBootstrap } from "../l1/beacon-api.ts";
import type { L1Network } from "../l1/network.ts";
import { decodeBootstrap, timeAtSlot } from "../l1/spec.ts";
import type { BeaconPorts } from "../source/beacon.ts";
import type { Endpoint } from "../source/claim.ts";
import { inTime } from "./in-time.ts";

const mostLookMs = 15_000;

/**
 * The time of the block under that root, Unix seconds, as the first endpoint that has it shows it.
 * @throws checkpoint-unknown when all that answer have none; unreachable when nobody answers; checkpoint-age; clock
 */
export const lookForRoot = async (
	ports: BeaconPorts,
	network: L1Network,
	endpoints: readonly Endpoint[],
	root: Hex,
): Promise<number> => {
	const failures: Fault[] = [];
	const lookAt = async (
		endpoint: Endpoint,
		signal: AbortSignal,
	): Promise<number> => {
		try {
			const api = { ports, network, endpoint, signal };
			const encoded = await askBootstrap(api, root);
			const { header } = decodeBootstrap(network, encoded);
			if (toHex(header.root) !== root)
				throw new Fault("bootstrap-root", `it is not ${root}`, endpoint.name);
			return timeAtSlot(network, header.slot);
		} catch (thrown) {
			failures.push(asFault(thrown, endpoint.name));
			throw thrown;
		}
	};
	const timeS = await inTime(ports.clock, mostLookMs, "the root", (signal) =>
		Promise.any(endpoints.map((one) => lookAt(one, signal))),
	).catch((thrown: unknown) => {
		const fault = asFault(thrown);
		if (fault.code === "too-slow" && failures.length === 0) throw fault;
		const isSilent =
			failures.length > 0 &&
			failures.every(
				({ code }) => code === "unreachable" || code === "too-slow",
			);
		throw isSilent
			? new Fault("unreachable", `${endpoints.length} beacon endpoints`)
			: new Fault(
					"checkpoint-unknown",
					failures
						.map(({ source, code }) => `${source}: ${code}`)
						.join(", ")
						.slice(0, 300),
				);
	});
	checkCheckpointAge(network, timeS, ports.clock.nowMs());
	return timeS;
};
