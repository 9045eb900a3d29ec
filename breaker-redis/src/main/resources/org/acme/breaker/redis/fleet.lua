-- One report of one replica, and the answer to it. docs/fleet.md explains the rules; ModelStore, in the
-- tests, is the same in Java, and a test holds both equal.
--
-- KEYS[1]    the replicas: their latest sequence and when it came
-- KEYS[1+i]  breaker i; all keys of a fleet share one hash tag, and so one slot of a cluster
-- ARGV       replica, application, sequence, gone, lease, turn, tick, votes; then 13 for each breaker
--
-- Times are milliseconds of this server's clock and never leave it. A stamp that lies in the future is
-- of a clock that has gone back: it is set to now, so that nothing lasts longer than its own duration.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local DAY = 86400000
local HEAD, FIELDS = 8, 13

local me, application, sequence = ARGV[1], ARGV[2], tonumber(ARGV[3])
local gone, lease, turn = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local tick, votes = tonumber(ARGV[7]), tonumber(ARGV[8])

-- The replicas -------------------------------------------------------------------------------------

local living, stale, owner = 1, false, false
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local id = all[i]
  if id == 'application' then
    owner = all[i + 1]
  else
    local seen, stamp = string.match(all[i + 1], '^(%d+) (%d+)$')
    stamp = tonumber(stamp)
    if id == 'r:' .. me then
      stale = sequence <= tonumber(seen)
    elseif now - stamp > gone then
      redis.call('HDEL', KEYS[1], id)
    else
      living = living + 1
      if stamp > now then
        redis.call('HSET', KEYS[1], id, seen .. ' ' .. now)
      end
    end
  end
end
if owner and owner ~= application and living > 1 then
  return redis.error_reply('FLEET ' .. owner)
end
if not stale then
  redis.call('HSET', KEYS[1], 'application', application, 'r:' .. me, sequence .. ' ' .. now)
  redis.call('PEXPIRE', KEYS[1], DAY)
end
local needed = votes > 0 and votes or math.max(2, math.ceil(living / 2))

-- One breaker --------------------------------------------------------------------------------------

local function load(key)
  local b = {}
  local flat = redis.call('HGETALL', key)
  for i = 1, #flat, 2 do
    b[flat[i]] = flat[i + 1]
  end
  return b
end

local function breaker(key, o)
  local b, changed = load(key), {}
  local function get(field) return b[field] or '' end
  local function num(field) return tonumber(b[field]) or 0 end
  local function set(field, value)
    value = value ~= nil and tostring(value) or nil
    if b[field] ~= value then
      b[field] = value
      changed[field] = true
    end
  end
  local function forget()
    for field in pairs(b) do
      if string.find(field, '^[vw]:') then set(field, nil) end
    end
  end
  local function close()
    set('epoch', num('epoch') + 1)
    set('term', 0)
    set('phase', 'closed')
    set('holder', '')
    forget()
  end

  for _, field in ipairs({'at', 'touched', 'granted', 'renewed'}) do
    if num(field) > now then set(field, now) end
  end

  if not stale then
    -- What this replica knows and the store has lost.
    if o.epoch > num('epoch') then
      set('epoch', o.epoch)
      set('term', o.term)
      set('phase', '')
      set('holder', '')
      forget()
    elseif o.epoch == num('epoch') and o.term > num('term') then
      local holds = o.turn == 'held' or o.turn == 'succeeded' or o.turn == 'failed'
      set('term', o.term)
      set('holder', holds and me or '')
      set('granted', now)
      set('renewed', now)
    end
    if o.action > num('action') then
      set('action', o.action)
      set('what', o.what)
    end

    -- The turn of this replica.
    if o.epoch == num('epoch') and get('phase') == 'open' then
      if o.joined then set('touched', now) end
      if get('holder') == me and o.term == num('term') then
        if o.turn == 'succeeded' then
          close()
        elseif o.turn == 'failed' then
          set('at', now)
          set('wait', o.remaining)
          set('holder', '')
        elseif o.turn ~= 'held' then
          set('holder', '')
        elseif now - num('granted') > turn then
          -- Nobody probes for one tick: the holder has to hear of it first.
          set('at', now)
          set('wait', tick)
          set('holder', '')
        else
          set('renewed', now)
        end
      end
    end

    -- Its opinion, unless it has not heard of the latest change.
    local current = o.epoch == num('epoch')
    set('v:' .. me, current and o.vote and (now .. ' ' .. o.remaining) or nil)
    set('w:' .. me, current and o.calls >= 0
      and (now .. ' ' .. o.calls .. ' ' .. o.failures .. ' ' .. o.slow) or nil)

    -- What an operator asks of it.
    if o.request ~= '' and o.request ~= get('request') then
      set('request', o.request)
      set('action', num('action') + 1)
      set('what', o.wanted)
      if o.wanted == 'reset' or o.wanted == 'close' then close() end
    end

    if get('phase') == 'open' and now - num('touched') > gone then
      set('phase', '')
      set('holder', '')
    end
    if get('holder') ~= '' and now - num('renewed') > lease then set('holder', '') end
  end

  -- All opinions.
  local count, longest, calls, failures, slow, failing = 0, 0, 0, 0, 0, 0
  local names = {}
  for field in pairs(b) do names[#names + 1] = field end
  for _, field in ipairs(names) do
    local kind = string.sub(field, 1, 2)
    if kind == 'v:' or kind == 'w:' then
      local stamp, rest = string.match(b[field], '^(%d+) (.+)$')
      stamp = tonumber(stamp)
      if stamp > now then
        stamp = now
        set(field, now .. ' ' .. rest)
      end
      if now - stamp > gone then
        set(field, nil)
      elseif kind == 'v:' then
        count = count + 1
        longest = math.max(longest, tonumber(rest) - (now - stamp))
      else
        local c, f, s = string.match(rest, '^(%d+) (%d+) (%d+)$')
        calls, failures, slow = calls + c, failures + f, slow + s
        if f + s > 0 then failing = failing + 1 end
      end
    end
  end

  if not stale then
    if get('phase') ~= 'open' and count >= needed then
      set('epoch', num('epoch') + 1)
      set('term', 0)
      set('phase', 'open')
      set('holder', '')
      set('at', now)
      set('touched', now)
      set('wait', longest)
    end
    if get('phase') == 'open' and get('holder') == '' and o.turn == 'wanted'
      and o.epoch == num('epoch') and now - num('at') >= num('wait') then
      set('holder', me)
      set('term', num('term') + 1)
      set('granted', now)
      set('renewed', now)
    end
  end
  local put, drop = {}, {}
  for field in pairs(changed) do
    if b[field] then
      put[#put + 1] = field
      put[#put + 1] = b[field]
    else
      drop[#drop + 1] = field
    end
  end
  if #drop > 0 then redis.call('HDEL', key, unpack(drop)) end
  if #put > 0 then
    redis.call('HSET', key, unpack(put))
    redis.call('PEXPIRE', key, DAY)
  end

  local open = get('phase') == 'open'
  local remaining = open and math.max(0, num('wait') - (now - num('at'))) or 0
  return {
    num('epoch'), open and 1 or (get('phase') == 'closed' and 2 or 0), remaining, count, get('holder'),
    num('term'), num('action'), b['what'] or 'none', calls, failures, slow, failing
  }
end

local answer = {living, needed}
for i = 2, #KEYS do
  local at = HEAD + (i - 2) * FIELDS
  answer[i + 1] = breaker(KEYS[i], {
    epoch = tonumber(ARGV[at + 1]),
    joined = ARGV[at + 2] == '1',
    vote = ARGV[at + 3] == '1',
    remaining = tonumber(ARGV[at + 4]),
    turn = ARGV[at + 5],
    term = tonumber(ARGV[at + 6]),
    calls = tonumber(ARGV[at + 7]),
    failures = tonumber(ARGV[at + 8]),
    slow = tonumber(ARGV[at + 9]),
    action = tonumber(ARGV[at + 10]),
    what = ARGV[at + 11],
    request = ARGV[at + 12],
    wanted = ARGV[at + 13]
  })
end
return answer
