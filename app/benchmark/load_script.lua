-- Asks for another facility each time, in an order that is the same each run.
local last = tonumber(os.getenv("WAARDERING_LAST_FACILITY"))
local prefix = os.getenv("WAARDERING_PREFIX")
math.randomseed(20261122)
request = function()
  return wrk.format("GET", string.format("%s%06d", prefix, math.random(1, last)))
end
