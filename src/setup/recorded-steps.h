// Repeats a recorded sequence of kernels in one call. A step of training is some fifty small kernels, and the way from
// JavaScript to each of them takes longer than most of them do. The set-up includes this file where tfjs-node's own code
// executes a kernel (binding-source.mjs), and src/experiments/kernels/record-steps.ts is what speaks to it.
#ifndef LIVING_REPORT_RECORDED_STEPS_H_
#define LIVING_REPORT_RECORDED_STEPS_H_

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "step-function.h"

namespace living_report {

struct DeleteHandle {
  void operator()(TFE_TensorHandle *handle) const { TFE_DeleteTensorHandle(handle); }
};
using Handle = std::unique_ptr<TFE_TensorHandle, DeleteHandle>;

struct Recording {
  // What TensorFlow knows the function by.
  std::string name;
  // How many tensors it is given; what it takes beside them was there before and stays: weights, data, constants.
  size_t inputs = 0;
  std::vector<Handle> held;
  size_t results = 0;
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

inline bool Succeeded(napi_env env, const Status &status) {
  return IsFine(status) || Fail(env, std::string("in a recorded step: ") + TF_Message(status.get()));
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

// [name, attributes, inputs, outputs]
template <typename Assign>
bool ReadKernel(napi_env env, const Backend &backend, napi_value parts, Assign assign, Kernel *kernel) {
  if (ReadString(env, ElementOf(env, parts, 0), &kernel->name) != napi_ok) return false;
  const Status status(TF_NewStatus());
  kernel->model.reset(TFE_NewOp(backend.context, kernel->name.c_str(), status.get()));
  if (!Succeeded(env, status)) return false;
  const napi_value attributes = ElementOf(env, parts, 1);
  uint32_t count = 0;
  if (napi_get_array_length(env, attributes, &count) != napi_ok) return false;
  for (uint32_t i = 0; i < count; ++i) assign(env, kernel->model.get(), ElementOf(env, attributes, i));
  bool pending = false;
  napi_is_exception_pending(env, &pending);
  return !pending && ReadInts(env, ElementOf(env, parts, 2), &kernel->inputs) &&
         ReadInts(env, ElementOf(env, parts, 3), &kernel->outputs);
}

// Slots in the order of the first ones, the inputs; `tensors` is what they hold now, and tells their types.
inline bool AddInputs(napi_env env, const Backend &backend, const std::vector<int32_t> &tensors, StepGraph *graph) {
  for (size_t slot = 0; slot < tensors.size(); ++slot) {
    TFE_TensorHandle *handle = nullptr;
    if (!FindTensor(env, backend, tensors[slot], &handle)) return false;
    if (!graph->AddInput(static_cast<int32_t>(slot), TFE_TensorHandleDataType(handle))) return false;
  }
  return true;
}

// Keeps tensors alive whatever becomes of the ones that were given.
inline bool Hold(napi_env env, const Backend &backend, const std::vector<int32_t> &tensors, const Status &status,
                 std::vector<Handle> *held) {
  for (const int32_t id : tensors) {
    TFE_TensorHandle *handle = nullptr;
    if (!FindTensor(env, backend, id, &handle)) return false;
    held->emplace_back(TFE_TensorHandleCopySharingTensor(handle, status.get()));
    if (!IsFine(status)) return false;
  }
  return true;
}

template <typename Assign>
bool AddKernels(napi_env env, const Backend &backend, napi_value kernels, Assign assign, StepGraph *graph) {
  uint32_t count = 0;
  if (napi_get_array_length(env, kernels, &count) != napi_ok) return false;
  for (uint32_t i = 0; i < count; ++i) {
    Kernel kernel;
    if (!ReadKernel(env, backend, ElementOf(env, kernels, i), assign, &kernel)) return false;
    if (!graph->AddKernel(kernel)) return false;
  }
  return true;
}

inline napi_value NumberOf(napi_env env, int32_t number) {
  napi_value value = nullptr;
  napi_create_int32(env, number, &value);
  return value;
}

// [kernels, inputs, held, slots, results]; the inputs and then what is held lie in the first slots. Gives the recording's number.
template <typename Assign>
napi_value Record(napi_env env, const Backend &backend, napi_value parts, Assign assign) {
  static int32_t last = 0;
  const Status status(TF_NewStatus());
  std::vector<int32_t> given, held, results;
  int32_t slots = 0;
  if (!ReadInts(env, ElementOf(env, parts, 1), &given) || !ReadInts(env, ElementOf(env, parts, 2), &held) ||
      !ReadInt(env, ElementOf(env, parts, 3), &slots) || !ReadInts(env, ElementOf(env, parts, 4), &results)) {
    Fail(env, "a recorded step cannot be read");
    return nullptr;
  }
  Recording recording;
  recording.name = "recorded_step_" + std::to_string(++last);
  recording.inputs = given.size();
  recording.results = results.size();
  given.insert(given.end(), held.begin(), held.end());
  StepGraph graph(slots, status);
  Function function;
  if (Hold(env, backend, held, status, &recording.held) && AddInputs(env, backend, given, &graph) &&
      AddKernels(env, backend, ElementOf(env, parts, 0), assign, &graph))
    function = graph.Finish(recording.name, results);
  if (function) TFE_ContextAddFunction(backend.context, function.get(), status.get());
  if (!Succeeded(env, status) || !function) {
    Fail(env, "a kernel of a recorded step cannot be read");
    return nullptr;
  }
  Recordings()[last] = std::move(recording);
  return NumberOf(env, last);
}

// The settings of a call: the kernels as they were recorded (RewriterConfig.disable_meta_optimizer, OptimizerOptions.opt_level
// L0), one after another in the calling thread.
inline void SetCall(TFE_Op *op) {
  const std::string config("\x52\x12\x1a\x0b\x18\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x52\x03\x98\x01\x01", 20);
  TFE_OpSetAttrString(op, "config_proto", config.data(), config.size());
  const std::string executor("SINGLE_THREADED_EXECUTOR");
  TFE_OpSetAttrString(op, "executor_type", executor.data(), executor.size());
}

// Runs a recording over some inputs; gives its results.
template <typename Tell>
napi_value Repeat(napi_env env, const Backend &backend, napi_value number, napi_value inputs, Tell tell) {
  int32_t id = 0;
  std::vector<int32_t> given;
  if (!ReadInt(env, number, &id) || !ReadInts(env, inputs, &given)) return nullptr;
  const auto found = Recordings().find(id);
  if (found == Recordings().end() || found->second.inputs != given.size()) {
    Fail(env, "there is no such recorded step, or it takes another number of inputs");
    return nullptr;
  }
  const Recording &recording = found->second;
  const Status status(TF_NewStatus());
  const Op op(TFE_NewOp(backend.context, recording.name.c_str(), status.get()));
  if (IsFine(status)) TFE_OpSetDevice(op.get(), backend.device.c_str(), status.get());
  for (const int32_t tensor : given) {
    TFE_TensorHandle *handle = nullptr;
    if (!FindTensor(env, backend, tensor, &handle)) return nullptr;
    if (IsFine(status)) TFE_OpAddInput(op.get(), handle, status.get());
  }
  for (const Handle &handle : recording.held) {
    if (IsFine(status)) TFE_OpAddInput(op.get(), handle.get(), status.get());
  }
  std::vector<TFE_TensorHandle *> outputs(recording.results, nullptr);
  int count = static_cast<int>(outputs.size());
  if (IsFine(status)) {
    SetCall(op.get());
    TFE_Execute(op.get(), outputs.data(), &count, status.get());
  }
  if (!Succeeded(env, status)) return nullptr;
  napi_value results = nullptr;
  napi_create_array_with_length(env, outputs.size(), &results);
  for (size_t i = 0; i < outputs.size(); ++i) napi_set_element(env, results, i, tell(outputs[i]));
  return results;
}

inline void Forget(const Backend &backend, int32_t number) {
  const auto found = Recordings().find(number);
  if (found == Recordings().end()) return;
  const Status status(TF_NewStatus());
  TFE_ContextRemoveFunction(backend.context, found->second.name.c_str(), status.get());
  Recordings().erase(found);
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
  if (ReadInt(env, number, &id)) Forget(backend, id);
  return parts;
}

}  // namespace living_report

#endif  // LIVING_REPORT_RECORDED_STEPS_H_
