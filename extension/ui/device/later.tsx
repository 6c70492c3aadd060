// What one journey alone needs is loaded when that journey begins.

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Fault } from "../../../src/base/fault.ts";
import { FaultNote } from "../parts/fault.tsx";

export const Later = <T,>({
	load,
	children,
}: {
	/** The same function each time. */
	readonly load: () => Promise<T>;
	readonly children: (loaded: T) => ComponentChildren;
}) => {
	const [loaded, setLoaded] = useState<{ readonly it: T } | null>(null);
	const [fault, setFault] = useState<Fault | null>(null);
	useEffect(() => {
		let isThere = true;
		load().then(
			(it) => {
				if (isThere) setLoaded({ it });
			},
			(thrown: unknown) => {
				if (isThere) setFault(new Fault("unreachable", String(thrown)));
			},
		);
		return () => {
			isThere = false;
		};
	}, [load]);
	return (
		<>{loaded === null ? <FaultNote fault={fault} /> : children(loaded.it)}</>
	);
};
