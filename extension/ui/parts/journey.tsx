// The five states of an order as a short line with marks.

import type { OrderView } from "../../../src/protocol/views.ts";
import { say } from "../say/say.ts";
import { journey, journeyOf, orderSays, stepWords } from "../words.ts";

export const Journey = ({
	order,
}: {
	readonly order: Pick<OrderView, "state" | "hash" | "rollup" | "onRollup">;
}) => {
	const { reached, broken } = journeyOf(order);
	return (
		<div class="journey">
			<ol aria-label={say().parts.howFarThisOrderIs}>
				{journey.map((state, i) => {
					const place =
						i < reached - (broken ? 0 : 1)
							? "done"
							: i === reached - 1
								? "here"
								: broken && i === reached
									? "broke"
									: "ahead";
					return (
						<li
							key={state}
							class={place === "here" && state === "final" ? "done" : place}
							aria-current={place === "here" ? "step" : undefined}
						>
							<span>
								{stepWords(place === "broke" ? order.state : state, order)}
							</span>
							<span class="unseen">
								{place === "done"
									? say().parts.done
									: place === "here"
										? say().parts.reached
										: place === "broke"
											? say().parts.endedHere
											: say().parts.notYet}
							</span>
						</li>
					);
				})}
			</ol>
			<p>{orderSays(order)}</p>
		</div>
	);
};
