// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

// A price feed as its makers document it: a proxy that knows the aggregator of its phase, and the aggregator's rounds. Storage is put
// there by the test.

/// Rounds at slot 0, the newest round at slot 1, decimals at slot 2.
contract Aggregator {
    struct Transmission { int192 answer; uint64 timestamp; }
    mapping(uint32 => Transmission) private transmissions;
    uint32 private latest;
    uint8 public decimals;

    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        Transmission memory last = transmissions[latest];
        return (latest, last.answer, last.timestamp, last.timestamp, latest);
    }
}

/// The phase, a uint16, and the aggregator's address, together at slot 0.
contract FeedProxy {
    uint16 private phase;
    Aggregator private aggregator;

    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        (uint80 id, int256 answer, uint256 started, uint256 updated, uint80 answeredIn) = aggregator.latestRoundData();
        uint80 add = uint80(uint256(phase) << 64);
        return (add | id, answer, started, updated, add | answeredIn);
    }
    function decimals() external view returns (uint8) {
        return aggregator.decimals();
    }
}
