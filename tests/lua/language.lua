-- SPDX-License-Identifier: BSD-3-Clause
-- What Lua and its libraries do in an image; prints a line for each test, and ends with "done".
local function test(name, body)
  local ok, message = xpcall(body, debug.traceback)
  print(ok and "ok " .. name or "not ok " .. name .. ": " .. message)
end

local function fails(pattern, f, ...)
  local ok, message = pcall(f, ...)
  assert(not ok, "no error")
  assert(tostring(message):find(pattern), message)
end

test("numbers", function()
  assert(7 // 2 == 3 and -7 // 2 == -4 and 7 % -3 == -2 and 7 / 2 == 3.5)
  assert(math.maxinteger + 1 == math.mininteger and 1 << 63 == math.mininteger)
  assert(2^53 == 9007199254740992.0 and 1e308 * 10 == math.huge)
  assert(math.type(3) == "integer" and math.type(3.0) == "float")
  assert(0x10p-1 == 8.0 and tonumber("0x1.8p1") == 3.0 and tonumber("1e1") == 10.0)
  assert(not tonumber("1e") and math.tointeger("8") == 8 and 10 // 0.0 == math.huge)
  assert(0.0 == -0.0 and 1 / -0.0 == -math.huge and 0 / 0 ~= 0 / 0)
end)

test("mathematics", function()
  local function near(a, b) return math.abs(a - b) < 1e-12 end
  assert(near(math.sin(1), 0.8414709848078965) and near(math.cos(1e6), 0.9367521275331447))
  assert(near(math.exp(1), 2.718281828459045) and near(math.log(10), 2.302585092994046))
  assert(math.log(8, 2) == 3.0 and math.log(1000, 10) == 3.0 and near(math.atan(1, -1), 2.356194490192345))
  assert(math.sqrt(2)^2 - 2 < 1e-15 and near(2^0.5, math.sqrt(2)) and near(math.tan(1), 1.5574077246549023))
  assert(math.floor(-1.5) == -2 and math.ceil(-1.5) == -1 and math.fmod(-7, 3) == -1)
  assert(near(math.acos(0.5), 1.0471975511965979) and near(math.asin(0.5), 0.5235987755982989))
  math.randomseed(42)
  local a = math.random(1, 1000000)
  math.randomseed(42)
  assert(a == math.random(1, 1000000))
end)

test("string.format", function()
  assert(("%5.2f|%e|%g|%g"):format(3.14159, 12345.678, 1e20, 0.1) == " 3.14|1.234568e+04|1e+20|0.1")
  assert(("%d %5d %-5d| %05d %x %X %o"):format(42, 42, 42, 42, 255, 255, 8) == "42    42 42   | 00042 ff FF 10")
  assert(("%a"):format(1.0) == "0x1p+0" and ("%.3f"):format(2 / 3) == "0.667")
  assert(("%q"):format('a "b"\n\0') == '"a \\"b\\"\\\n\\0"')
  assert(("%10s|%-10s|%.2s"):format("x", "y", "zzz") == "         x|y         |zz")
  assert(("%.14g"):format(0.1 + 0.2) == "0.3" and ("%.17g"):format(0.1) == "0.10000000000000001")
  assert(tostring(1e15) == "1e+15" and tostring(-0.0) == "-0.0" and tostring(2^63) == "9.2233720368548e+18")
  assert(("%.99f"):format(1 / 3):sub(1, 10) == "0.33333333" and #("%.99f"):format(1e300) == 401)
  assert(("%i%%"):format(-9223372036854775808) == "-9223372036854775808%")
  fails("invalid conversion", string.format, "%y", 1)
end)

test("strings", function()
  assert(("hello world"):gsub("o", "0") == "hell0 w0rld" and ("x=1, y=2"):match("(%w+)=(%d+)") == "x")
  assert(("abc"):rep(3, "-") == "abc-abc-abc" and ("abc"):reverse() == "cba" and ("%d"):find("%d", 1, true) == 1)
  assert(select(2, ("aaa"):gsub("a*", "")) == 1 and ("THE (quick) fox"):find("%((%a+)%)") == 5)
  local packed = string.pack("<i4 d s1", -2, 1.5, "hey")
  local a, b, c = string.unpack("<i4 d s1", packed)
  assert(a == -2 and b == 1.5 and c == "hey")
  assert(utf8.char(228, 8364, 128512) == "ä€😀" and utf8.len("ä€😀") == 3)
  assert(#string.rep("x", 1 << 20) == 1048576 and ("x"):byte() == 120)
  assert(table.concat({1, 2.5, "x"}, ",") == "1,2.5,x" and "10" + 5 == 15)
  fails("pattern too complex", string.match, string.rep("a", 300000), string.rep("a?", 300000) .. "b")
end)

test("tables and sorting", function()
  local t = {}
  for i = 1, 10000 do t[i] = (i * 7919) % 10007 end
  table.sort(t)
  for i = 2, #t do assert(t[i - 1] <= t[i]) end
  table.sort(t, function(a, b) return a > b end)
  assert(t[1] >= t[10000])
  assert(table.unpack({1, 2, 3}, 2) == 2 and table.remove(t) and #table.move({1, 2, 3}, 1, 3, 3) == 5)
  local names = {}
  for k in pairs({a = 1, b = 2, [3.5] = 3}) do names[#names + 1] = tostring(k) end
  assert(#names == 3)
  fails("invalid order function", table.sort, {3, 1, 2, 5, 4, 7, 6, 9, 8}, function() return true end)
end)

test("metatables and closures", function()
  local V = {}
  V.__index, V.__add = V, function(a, b) return setmetatable({x = a.x + b.x}, V) end
  V.__eq, V.__lt, V.__len, V.__call = function(a, b) return a.x == b.x end, function(a, b) return a.x < b.x end,
    function() return 99 end, function(self, y) return self.x * y end
  V.__tostring, V.__concat = function(v) return "V" .. v.x end, function(a, b) return tostring(a) .. tostring(b) end
  local a, b = setmetatable({x = 1}, V), setmetatable({x = 2}, V)
  assert((a + b).x == 3 and a < b and a ~= b and #a == 99 and b(21) == 42 and a .. b == "V1V2")
  local closed
  do
    local guard <close> = setmetatable({}, {__close = function() closed = true end})
  end
  assert(closed)
  local function counter() local n = 0 return function() n = n + 1 return n end end
  local first, second = counter(), counter()
  assert(first() == 1 and first() == 2 and second() == 1)
  goto over
  error("not here")
  ::over::
  assert(select("#", nil, nil) == 2 and load("return ...", "x", "t", {})(5) == 5)
  assert(load(string.dump(function(x) return x + 1 end))(1) == 2)
end)

test("coroutines", function()
  local function range(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end
  local sum = 0
  for i in range(1000) do sum = sum + i end
  assert(sum == 500500)
  local co = coroutine.create(function(a) local b = coroutine.yield(a + 1) error("oops " .. b) end)
  assert(select(2, coroutine.resume(co, 1)) == 2)
  local ok, message = coroutine.resume(co, "x")
  assert(not ok and message:find("oops x") and coroutine.status(co) == "dead")
  local all = {}
  for i = 1, 2000 do all[i] = coroutine.wrap(function() while true do coroutine.yield(i) end end) end
  for i = 1, 2000 do assert(all[i]() == i) end
end)

test("errors", function()
  fails("attempt to index a nil value %(local 'x'%)", function() local x x.y = 1 end)
  fails("attempt to perform arithmetic", function() return {} + 1 end)
  -- The stack's limit, or the memory's if that comes first.
  fails("o[vu]", function() local function f() return 1 + f() end return f() end)
  local function deeper() return ("x"):gsub(".", deeper) end
  fails("C stack overflow", function() return string.rep("x", 5):gsub(".", deeper) end)
  local f, message = load("return " .. string.rep("(", 1000) .. "1" .. string.rep(")", 1000))
  assert(not f and message:find("overflow"))
  assert(not load("return " .. string.rep("{", 300) .. string.rep("}", 300)))
  local _, trace = xpcall(function() error("deep") end, debug.traceback)
  assert(trace:find("deep\nstack traceback:\n", 1, true))
  local _, object = pcall(error, {code = 7})
  assert(object.code == 7)
end)

test("garbage collection", function()
  local weak, finalized = setmetatable({}, {__mode = "v"}), 0
  for i = 1, 1000 do weak[i] = setmetatable({}, {__gc = function() finalized = finalized + 1 end}) end
  collectgarbage()
  collectgarbage()
  assert(finalized == 1000 and next(weak) == nil)
  for _, mode in ipairs({"incremental", "generational", "incremental"}) do
    collectgarbage(mode)
    local before = collectgarbage("count")
    for i = 1, 100000 do local t = {i, {i}, tostring(i)} end
    collectgarbage()
    assert(collectgarbage("count") < before + 100)
  end
end)

test("out of memory", function()
  local function eat() local t = {} for i = 1, math.huge do t[i] = string.rep(i .. "-", 200000) end end
  fails("not enough memory", eat)
  collectgarbage()
  fails("not enough memory", string.rep, "x", 1 << 30)
  assert(#string.rep("y", 1 << 22) == 1 << 22)
end)

test("files", function()
  local name = os.tmpname()
  local f <close> = assert(io.open(name, "w+"))
  assert(f:write("one\n", 2, " ", 3.5, "\n", "last") and f:seek("set", 0) == 0)
  assert(f:read("l") == "one" and f:read("n") == 2 and f:read("n") == 3.5)
  assert(f:read("L") == "\n" and f:read("a") == "last")
  assert(f:read("l") == nil and f:seek("end") == 14)
  f:close()
  local lines = {}
  for line in io.lines(name) do lines[#lines + 1] = line end
  assert(#lines == 3 and lines[2] == "2 3.5")
  assert(os.rename(name, "/tmp/other") and not io.open(name) and os.remove("/tmp/other"))
  local _, message, code = io.open("/nothing/here", "r")
  assert(message == "/nothing/here: No such file or directory" and code == 2)
  local t = io.tmpfile()
  t:write(string.rep("0123456789", 10000))
  assert(t:seek("set", 99990) and t:read(10) == "0123456789" and t:read(1) == nil)
  assert(t:setvbuf("full", 4096) and t:close() and io.type(t) == "closed file")
  assert(not os.execute() and io.type(io.stdout) == "file")
end)

test("modules", function()
  package.path = "/tmp/?.lua"
  local f = assert(io.open("/tmp/mine.lua", "w"))
  f:write("local name = ...\nreturn {name = name, double = function(x) return 2 * x end}\n")
  f:close()
  local mine = require("mine")
  assert(mine.name == "mine" and mine.double(21) == 42 and require("mine") == mine)
  fails("module 'none' not found", require, "none")
  assert(dofile("/tmp/mine.lua").double(1) == 2 and os.remove("/tmp/mine.lua"))
end)

test("time", function()
  local now, clock = os.time(), os.clock()
  assert(now > 1600000000 and clock >= 0)
  for i = 1, 1000000 do end
  assert(os.clock() > clock and os.time() >= now)
  assert(os.date("!%Y-%m-%d %H:%M:%S", 0) == "1970-01-01 00:00:00" and os.date("!%A %j", 86400 * 365) == "Friday 001")
  assert(os.time({year = 2000, month = 1, day = 1, hour = 12}) == 946728000)
  local t = os.date("*t", 946728000)
  assert(t.year == 2000 and t.month == 1 and t.day == 1 and t.hour == 12 and t.wday == 7 and t.isdst == false)
  assert(os.difftime(now + 5, now) == 5.0 and os.getenv("NOTHING") == nil)
end)

print("done")
os.exit(7)
