// The picture of an account, drawn from its address: five by five fields, the right half the mirror of the left, in one colour.
// The same everywhere, and no proof of anything: two addresses can be made to look alike.

import type { Hex } from "../../../src/base/bytes.ts";

const half = 3;
const side = 5;

/** Two nibbles apart in the hash of the address would be needed to be told apart; sums over all of them spread it. */
const drawn = (
	address: Hex,
): { readonly hue: number; readonly on: readonly boolean[] } => {
	let state = 0x811c_9dc5;
	for (const letter of address.toLowerCase())
		state = Math.imul(state ^ letter.charCodeAt(0), 0x0100_0193) >>> 0;
	const next = (): number => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		state >>>= 0;
		return state;
	};
	const hue = next() % 360;
	return {
		hue,
		on: Array.from({ length: half * side }, () => next() % 100 < 52),
	};
};

export const AccountIcon = ({
	address,
	size = 28,
}: {
	readonly address: Hex;
	readonly size?: number;
}) => {
	const { hue, on } = drawn(address);
	const fields = on.flatMap((isOn, i) => {
		if (!isOn) return [];
		const [x, y] = [i % half, Math.floor(i / half)];
		return x === half - 1
			? [{ x, y }]
			: [
					{ x, y },
					{ x: side - 1 - x, y },
				];
	});
	return (
		<svg
			class="account-icon"
			aria-hidden="true"
			focusable="false"
			width={size}
			height={size}
			viewBox="-1 -1 7 7"
			shape-rendering="crispEdges"
		>
			{fields.map(({ x, y }) => (
				<rect
					key={`${x} ${y}`}
					x={x}
					y={y}
					width="1"
					height="1"
					fill={`hsl(${hue} 48% 46%)`}
				/>
			))}
		</svg>
	);
};
