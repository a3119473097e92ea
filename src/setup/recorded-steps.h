// Repeats a recorded sequence of kernels in one call. A step of training is some fifty small kernels, and the way from
// JavaScript to each of them takes longer than most of them do. The set-up includes this file where tfjs-node's own code
// executes a kernel (binding-source.mjs), and src/experiments/kernels/record-steps.ts is what speaks to it.
#ifndef LIVING_REPORT_RECORDED_STEPS_H_
#define LIVING_REPORT_RECORDED_STEPS_H_

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

// Of TensorFlow's header c_api_experimental.h, which the set-up does not take from the wheel.
typedef struct TFE_OpAttrs TFE_OpAttrs;
extern "C" const TFE_OpAttrs *TFE_OpGetAttrs(const TFE_Op *op);
extern "C" void TFE_OpAddAttrs(TFE_Op *op, const TFE_OpAttrs *attrs);

namespace living_report {

struct DeleteHandle {
  void operator()(TFE_TensorHandle *handle) const { TFE_DeleteTensorHandle(handle); }
};
struct DeleteOp {
  void operator()(TFE_Op *op) const { TFE_DeleteOp(op); }
};
struct DeleteStatus {
  void operator()(TF_Status *status) const { TF_DeleteStatus(status); }
};
using Handle = std::unique_ptr<TFE_TensorHandle, DeleteHandle>;
using Op = std::unique_ptr<TFE_Op, DeleteOp>;
using Status = std::unique_ptr<TF_Status, DeleteStatus>;

// A kernel with its attributes, which it takes from `model`; tensors lie in slots.
struct Kernel {
  std::string name;
  Op model;
  std::vector<int32_t> inputs;
  std::vector<int32_t> outputs;
  // Slots that no later kernel reads.
  std::vector<int32_t> spent;
};

struct Recording {
  size_t slots = 0;
  std::vector<Kernel> kernels;
  // What was there before the recording and stays: weights, data, constants.
  std::unordered_map<int32_t, Handle> held;
  std::vector<int32_t> results;
};

// What the surrounding class knows.
struct Backend {
  TFE_Context *context;
  const std::string &device;
  const std::unordered_map<int32_t, TFE_TensorHandle *> &tensors;
};

inline std::unordered_map<int32_t, Recording> &Recordings() {
  static std::unordered_map<int32_t, Recording> recordings;
  return recordings;
}

inline bool Fail(napi_env env, const std::string &message) {
  bool pending = false;
  napi_is_exception_pending(env, &pending);
  if (!pending) napi_throw_error(env, nullptr, message.c_str());
  return false;
}

inline bool Succeeded(napi_env env, const Status &status, const std::string &name) {
  if (TF_GetCode(status.get()) == TF_OK) return true;
  return Fail(env, "in a recorded step, " + name + ": " + TF_Message(status.get()));
}

inline bool ReadInt(napi_env env, napi_value value, int32_t *number) {
  return napi_get_value_int32(env, value, number) == napi_ok;
}

inline bool ReadInts(napi_env env, napi_value array, std::vector<int32_t> *numbers) {
  return ReadElements(env, array, numbers, napi_get_value_int32);
}

inline bool FindTensor(napi_env env, const Backend &backend, int32_t id, TFE_TensorHandle **handle) {
  const auto found = backend.tensors.find(id);
  if (found == backend.tensors.end()) return Fail(env, "a recorded step is given a tensor that is gone");
  *handle = found->second;
  return true;
}

// The element of an array; null where there is none.
inline napi_value ElementOf(napi_env env, napi_value array, uint32_t index) {
  napi_value element = nullptr;
  napi_get_element(env, array, index, &element);
  return element;
}

// [name, attributes, inputs, outputs, spent]
template <typename Assign>
bool ReadKernel(napi_env env, const Backend &backend, napi_value parts, Assign assign, Kernel *kernel) {
  if (ReadString(env, ElementOf(env, parts, 0), &kernel->name) != napi_ok) return false;
  const Status status(TF_NewStatus());
  kernel->model.reset(TFE_NewOp(backend.context, kernel->name.c_str(), status.get()));
  if (!Succeeded(env, status, kernel->name)) return false;
  const napi_value attributes = ElementOf(env, parts, 1);
  uint32_t count = 0;
  if (napi_get_array_length(env, attributes, &count) != napi_ok) return false;
  for (uint32_t i = 0; i < count; ++i) assign(env, kernel->model.get(), ElementOf(env, attributes, i));
  bool pending = false;
  napi_is_exception_pending(env, &pending);
  return !pending && ReadInts(env, ElementOf(env, parts, 2), &kernel->inputs) &&
         ReadInts(env, ElementOf(env, parts, 3), &kernel->outputs) &&
         ReadInts(env, ElementOf(env, parts, 4), &kernel->spent);
}

// Slots and the tensors in them, by turns; the recording keeps them alive whatever becomes of the ones it was given.
inline bool Hold(napi_env env, const Backend &backend, napi_value pairs, Recording *recording) {
  std::vector<int32_t> numbers;
  if (!ReadInts(env, pairs, &numbers)) return false;
  const Status status(TF_NewStatus());
  for (size_t i = 0; i + 1 < numbers.size(); i += 2) {
    TFE_TensorHandle *handle = nullptr;
    if (!FindTensor(env, backend, numbers[i + 1], &handle)) return false;
    Handle shared(TFE_TensorHandleCopySharingTensor(handle, status.get()));
    if (!Succeeded(env, status, "holding a tensor")) return false;
    recording->held[numbers[i]] = std::move(shared);
  }
  return true;
}

inline napi_value NumberOf(napi_env env, int32_t number) {
  napi_value value = nullptr;
  napi_create_int32(env, number, &value);
  return value;
}

// [kernels, held, slots, results]; gives the recording's number.
template <typename Assign>
napi_value Record(napi_env env, const Backend &backend, napi_value parts, Assign assign) {
  Recording recording;
  int32_t slots = 0;
  const napi_value kernels = ElementOf(env, parts, 0);
  uint32_t count = 0;
  const bool well = napi_get_array_length(env, kernels, &count) == napi_ok &&
                    Hold(env, backend, ElementOf(env, parts, 1), &recording) &&
                    ReadInt(env, ElementOf(env, parts, 2), &slots) &&
                    ReadInts(env, ElementOf(env, parts, 3), &recording.results);
  recording.slots = slots;
  recording.kernels.resize(count);
  for (uint32_t i = 0; well && i < count; ++i) {
    if (ReadKernel(env, backend, ElementOf(env, kernels, i), assign, &recording.kernels[i])) continue;
    Fail(env, "a kernel of a recorded step cannot be read");
    return nullptr;
  }
  if (!well) {
    Fail(env, "a recorded step cannot be read");
    return nullptr;
  }
  static int32_t next = 0;
  Recordings()[++next] = std::move(recording);
  return NumberOf(env, next);
}

// The tensors of one repetition: those it owns, and where each slot's lies.
struct Slots {
  std::vector<Handle> owned;
  std::vector<TFE_TensorHandle *> all;
};

inline bool RunKernel(napi_env env, const Backend &backend, const Kernel &kernel, TF_Status *status, Slots *slots) {
  const Op op(TFE_NewOp(backend.context, kernel.name.c_str(), status));
  // Without a device TensorFlow looks for one at every kernel.
  if (TF_GetCode(status) == TF_OK) TFE_OpSetDevice(op.get(), backend.device.c_str(), status);
  for (const int32_t slot : kernel.inputs) {
    if (TF_GetCode(status) == TF_OK) TFE_OpAddInput(op.get(), slots->all[slot], status);
  }
  if (TF_GetCode(status) != TF_OK) return false;
  TFE_OpAddAttrs(op.get(), TFE_OpGetAttrs(kernel.model.get()));
  std::vector<TFE_TensorHandle *> outputs(kernel.outputs.size(), nullptr);
  int count = static_cast<int>(outputs.size());
  TFE_Execute(op.get(), outputs.data(), &count, status);
  if (TF_GetCode(status) != TF_OK) return false;
  for (size_t i = 0; i < outputs.size(); ++i) {
    slots->owned[kernel.outputs[i]].reset(outputs[i]);
    slots->all[kernel.outputs[i]] = outputs[i];
  }
  for (const int32_t slot : kernel.spent) slots->owned[slot].reset();
  return true;
}

// Runs a recording's kernels over some inputs, which lie in the first slots; gives its results.
template <typename Tell>
napi_value Repeat(napi_env env, const Backend &backend, napi_value number, napi_value inputs, Tell tell) {
  int32_t id = 0;
  std::vector<int32_t> given;
  if (!ReadInt(env, number, &id) || !ReadInts(env, inputs, &given)) return nullptr;
  const auto found = Recordings().find(id);
  if (found == Recordings().end()) {
    Fail(env, "there is no such recorded step");
    return nullptr;
  }
  const Recording &recording = found->second;
  Slots slots{std::vector<Handle>(recording.slots), std::vector<TFE_TensorHandle *>(recording.slots, nullptr)};
  for (size_t i = 0; i < given.size(); ++i) {
    if (!FindTensor(env, backend, given[i], &slots.all[i])) return nullptr;
  }
  for (const auto &[slot, handle] : recording.held) slots.all[slot] = handle.get();
  const Status status(TF_NewStatus());
  for (const Kernel &kernel : recording.kernels) {
    if (RunKernel(env, backend, kernel, status.get(), &slots)) continue;
    Succeeded(env, status, kernel.name);
    return nullptr;
  }
  napi_value results = nullptr;
  napi_create_array_with_length(env, recording.results.size(), &results);
  for (size_t i = 0; i < recording.results.size(); ++i)
    napi_set_element(env, results, i, tell(slots.owned[recording.results[i]].release()));
  return results;
}

// What stands in the place of a kernel's name where a recording is meant.
inline bool IsOfRecording(const std::string &name) { return name.rfind("RecordedSteps:", 0) == 0; }

// `parts` is what a recording is made of, `inputs` are tensors and `number` is the recording's, each where it is asked for.
template <typename Assign, typename Tell>
napi_value UseRecording(napi_env env, const std::string &name, const Backend &backend, napi_value parts,
                        napi_value inputs, napi_value number, Assign assign, Tell tell) {
  if (name == "RecordedSteps:record") return Record(env, backend, parts, assign);
  if (name == "RecordedSteps:repeat") return Repeat(env, backend, number, inputs, tell);
  int32_t id = 0;
  if (ReadInt(env, number, &id)) Recordings().erase(id);
  return parts;
}

}  // namespace living_report

#endif  // LIVING_REPORT_RECORDED_STEPS_H_
